"""The engine and the service measured against their peers: `python -m benchmarks`.

Peers differ most in how they use threads, so all use one; it must be said before NumPy is imported.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"
