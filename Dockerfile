# Build: docker build -t backprop-visualizer .    Run: docker run --rm -p 8000:8000 backprop-visualizer

FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels .

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links=/wheels backprop-visualizer \
    && useradd --system --no-create-home visualizer
USER visualizer
ENV PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["backprop-visualizer", "--host", "0.0.0.0", "--port", "8000"]
