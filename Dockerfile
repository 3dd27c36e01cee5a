# syntax=docker/dockerfile:1
# Build:  docker build -t cloister .
# Run:    docker run --read-only --tmpfs /tmp -p 8080:8080 -v cloister:/data cloister

ARG BUILD_IMAGE=docker.io/library/debian:13.2
ARG RUN_IMAGE=docker.io/library/debian:13.2-slim

FROM ${BUILD_IMAGE} AS build
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      ca-certificates maven nodejs npm openjdk-25-jdk-headless \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# What Maven and npm download is kept from one build to the next.
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    mvn -B -ntp package -Dmaven.test.skip=true -Drehearsal.phase=none
# A Java runtime with the modules that the server reaches, and no more.
RUN "$(ls -d /usr/lib/jvm/*25*/bin | head -n 1)/jlink" \
      --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.unsupported,jdk.zipfs \
      --strip-java-debug-attributes --no-header-files --no-man-pages --output /runtime
# SQLite's library for this processor, where it may be executed and nobody writes.
RUN mkdir /sqlite && cd /sqlite \
 && "$(ls -d /usr/lib/jvm/*25*/bin | head -n 1)/jar" --extract --file /src/server/target/cloister.jar \
      "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" \
 && mv "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" . && rm -r org

FROM ${RUN_IMAGE}
LABEL org.opencontainers.image.title="Cloister" \
      org.opencontainers.image.description="A playground for learning how computers isolate software" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --system --gid 10001 cloister \
 && useradd --system --uid 10001 --gid cloister --home-dir /data --shell /usr/sbin/nologin cloister \
 && install -d -o cloister -g cloister -m 0700 /data
COPY --from=build /runtime /opt/runtime
COPY --from=build /sqlite/libsqlitejdbc.so /opt/cloister/libsqlitejdbc.so
COPY --from=build /src/server/target/cloister.jar /opt/cloister/cloister.jar
# A cache of the loaded classes, made by the run that it is for: it starts in half the time. Its
# flags are those of ENTRYPOINT.
RUN /opt/runtime/bin/java -XX:AOTCacheOutput=/opt/cloister/cloister.aot -Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError \
      -Dorg.sqlite.lib.path=/opt/cloister -Dorg.sqlite.lib.name=libsqlitejdbc.so \
      -jar /opt/cloister/cloister.jar serve --rehearse --port 0 --data /tmp/rehearsal \
 && rm -r /tmp/rehearsal
USER cloister
ENV CLOISTER_DATA=/data CLOISTER_HOST=0.0.0.0 CLOISTER_PORT=8080
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/opt/runtime/bin/java", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-jar", "/opt/cloister/cloister.jar", "health"]
ENTRYPOINT ["/opt/runtime/bin/java", "-XX:AOTCache=/opt/cloister/cloister.aot", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Dorg.sqlite.lib.path=/opt/cloister", "-Dorg.sqlite.lib.name=libsqlitejdbc.so", "-jar", "/opt/cloister/cloister.jar", "serve"]
