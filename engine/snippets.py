"""Small functions, as source text, that the NumPy and PyTorch lines of the op table call by name.

A script made from a graph carries those it calls, and needs nothing else of this project.
"""

from __future__ import annotations

from collections.abc import Mapping

NUMPY: Mapping[str, str] = {
    "Phi": '''\
def Phi(x):
    """The share of the normal distribution below x."""
    return 0.5 * (1.0 + np.vectorize(math.erf, otypes=[float])(x / math.sqrt(2.0)))''',
    "phi": '''\
def phi(x):
    """The density of the normal distribution."""
    return np.exp(-0.5 * x * x) / math.sqrt(math.tau)''',
    "pow_dx": '''\
def pow_dx(x, p):
    """The derivative of x ** p by x; 0 where p is 0."""
    return np.where(np.equal(p, 0), 0.0, p * np.power(x, np.subtract(p, 1.0)))''',
    "pow_dp": '''\
def pow_dp(x, p):
    """The derivative of x ** p by p; 0 where x is 0 and p is not negative."""
    return np.where(np.equal(x, 0) & np.greater_equal(p, 0), 0.0, np.power(x, p) * np.log(x))''',
    "rows": '''\
def rows(x):
    """One row a sample."""
    return np.reshape(x, (1, -1) if np.ndim(x) == 1 else (np.shape(x)[0], -1))''',
    "matmul_dx": """\
def matmul_dx(g, x, w):
    if np.ndim(w) == 1:
        return np.asarray(g)[..., None] * w
    return (w @ np.asarray(g)[..., None])[..., 0] if np.ndim(x) == 1 else g @ np.swapaxes(w, -1, -2)""",
    "matmul_dw": """\
def matmul_dw(g, x, w):
    if np.ndim(x) == 1:
        return np.asarray(g) * x if np.ndim(w) == 1 else x[:, None] * np.asarray(g)[..., None, :]
    flipped = np.swapaxes(x, -1, -2)
    return (flipped @ g[..., None])[..., 0] if np.ndim(w) == 1 else flipped @ g""",
    "affine": '''\
def affine(x, w, b):
    """One row a sample, times w, plus b."""
    return (x if np.ndim(x) == 1 else rows(x)) @ w + (np.reshape(b, -1) if np.ndim(x) == 1 else b)''',
    "affine_dx": """\
def affine_dx(g, x, w):
    return np.reshape(g @ w.T, np.shape(x))""",
    "affine_dw": """\
def affine_dw(g, x):
    return rows(x).T @ rows(g)""",
    "affine_db": """\
def affine_db(g, b):
    return np.reshape(rows(g).sum(axis=0), np.shape(b))""",
    "log_softmax": """\
def log_softmax(x, axis=-1):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))""",
    "log_softmax_dx": """\
def log_softmax_dx(g, y, axis=-1):
    return g - np.exp(y) * np.sum(g, axis=axis, keepdims=True)""",
    "softmax": """\
def softmax(x, axis=-1):
    lifted = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return lifted / np.sum(lifted, axis=axis, keepdims=True)""",
    "softmax_dx": """\
def softmax_dx(g, y, axis=-1):
    return y * (g - np.sum(g * y, axis=axis, keepdims=True))""",
    "one_hot": '''\
def one_hot(t, classes):
    """Class numbers as rows with a single 1."""
    return (np.asarray(t)[..., None] == np.arange(classes)).astype(float)''',
    "label_rows": """\
def label_rows(x, t):
    return t if np.ndim(t) == np.ndim(x) else one_hot(t, np.shape(x)[-1])""",
    "batch": '''\
def batch(x):
    """The number of samples; one alone is a batch of one."""
    return np.shape(x)[0] if np.ndim(x) == 2 else 1''',
    "weigh": '''\
def weigh(t, x):
    """t times x, and 0 where the label is 0, even next to infinity."""
    return np.where(t == 0, 0.0, t * x)''',
    "softmax_with_loss": """\
def softmax_with_loss(a, t):
    return -np.sum(weigh(label_rows(a, t), log_softmax(a))) / batch(a)""",
    "softmax_with_loss_da": """\
def softmax_with_loss_da(g, a, t):
    return (softmax(a) - label_rows(a, t)) / batch(a) * g""",
    "cross_entropy_error": """\
def cross_entropy_error(y, t):
    t = label_rows(y, t)
    return np.sum(np.where(t == 0, 0.0, -t * np.log(y))) / batch(y)""",
    "cross_entropy_error_dy": """\
def cross_entropy_error_dy(g, y, t):
    t = label_rows(y, t)
    return np.where(t == 0, 0.0, -t / y) / batch(y) * g""",
    "spread": '''\
def spread(g, x, axis=None, keepdims=False):
    """g copied back along the axes that a reduction took away."""
    if axis is not None and not keepdims:
        g = np.expand_dims(g, axis if isinstance(axis, tuple) else (axis,))
    return np.broadcast_to(g, np.shape(x))''',
    "share": '''\
def share(g, y, x, axis=None, keepdims=False):
    """g to the elements that reach the extreme, in equal parts."""
    winners = (x == spread(y, x, axis, keepdims)).astype(float)
    return spread(g, x, axis, keepdims) * winners / np.sum(winners, axis=axis, keepdims=True)''',
    "place": '''\
def place(g, x, index):
    """g where it was picked from, 0 elsewhere."""
    dx = np.zeros(np.shape(x))
    dx[index] = g
    return dx''',
}

TORCH: Mapping[str, str] = {
    "affine": '''\
def affine(x, w, b):
    """One row a sample, times w, plus b."""
    return (x if x.ndim <= 2 else x.reshape(len(x), -1)) @ w + (b.reshape(-1) if x.ndim == 1 else b)''',
    "one_hot": '''\
def one_hot(t, classes):
    """Class numbers as rows with a single 1."""
    return torch.nn.functional.one_hot(t.long(), classes).double()''',
    "label_rows": """\
def label_rows(x, t):
    return t if t.ndim == x.ndim else one_hot(t, x.shape[-1])""",
    "batch": '''\
def batch(x):
    """The number of samples; one alone is a batch of one."""
    return len(x) if x.ndim == 2 else 1''',
    "weigh": '''\
def weigh(t, x):
    """t times x, and 0 where the label is 0, even next to infinity."""
    return torch.where(t == 0, 0.0, t * x)''',
    "softmax_with_loss": """\
def softmax_with_loss(a, t):
    return -weigh(label_rows(a, t), torch.log_softmax(a, dim=-1)).sum() / batch(a)""",
    "cross_entropy_error": """\
def cross_entropy_error(y, t):
    t = label_rows(y, t)
    return -(t * torch.log(torch.where(t == 0, 1.0, y))).sum() / batch(y)""",
}
