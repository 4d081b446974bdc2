/** A formula is one stop of the tab key; inside it the arrow keys go from number to number. */

/** Lets the arrow keys walk over the factors of a formula. */
export function walkFactors(formula: HTMLElement): void {
  formula.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const factors = factorsIn(formula);
    if (step === 0 || factors.length === 0 || event.shiftKey || event.ctrlKey || event.altKey) return;
    for (const factor of factors) factor.setAttribute("tabindex", "-1");
    const at = factors.findIndex((factor) => factor.matches(":focus"));
    factors[at < 0 ? (step > 0 ? 0 : factors.length - 1) : at + step]?.focus();
    event.preventDefault();
  });
}

/** The numbers of a formula that stand on the graph too, outermost first. */
function factorsIn(formula: HTMLElement): MathMLElement[] {
  return [...formula.querySelectorAll<MathMLElement>("[data-ref]")].filter(
    (factor) => !formula.contains(factor.parentElement?.closest("[data-ref]") ?? null),
  );
}
