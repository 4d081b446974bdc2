/** The part of an address after `#`: what of a state is written there, and read again. */

/** Unlike in a form, a plus is a plus here: programs are full of them. */
export function paramsOf(hash: string): URLSearchParams {
  return new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"));
}

/** What need not be escaped is written plainly, to be edited by hand. */
export function hashOf(params: URLSearchParams): string {
  return params
    .toString()
    .replaceAll("+", "%20")
    .replace(/%(2B|2C|2F|28|29|3A|3B|3D|40|5B|5D)/g, (code) => decodeURIComponent(code));
}
