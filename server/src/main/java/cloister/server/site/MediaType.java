package cloister.server.site;

import java.util.Optional;

/** The kinds of files that a site consists of. */
enum MediaType {
  HTML("html", "text/html;charset=utf-8", true),
  CSS("css", "text/css;charset=utf-8", true),
  JAVASCRIPT("js", "text/javascript;charset=utf-8", true),
  JSON("json", "application/json", true),
  MAP("map", "application/json", true),
  MANIFEST("webmanifest", "application/manifest+json", true),
  TEXT("txt", "text/plain;charset=utf-8", true),
  SVG("svg", "image/svg+xml", true),
  BINARY("bin", "application/octet-stream", true),
  WASM("wasm", "application/wasm", true),
  WOFF2("woff2", "font/woff2", false),
  PNG("png", "image/png", false),
  ICON("ico", "image/x-icon", false),
  WEBP("webp", "image/webp", false);

  private final String extension;
  private final String header;
  private final boolean text;

  MediaType(String extension, String header, boolean text) {
    this.extension = extension;
    this.header = header;
    this.text = text;
  }

  static Optional<MediaType> ofFile(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    for (MediaType type : values()) {
      if (type.extension.equals(extension)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  String header() {
    return header;
  }

  /** Whether compressing makes it smaller. */
  boolean isText() {
    return text;
  }
}
