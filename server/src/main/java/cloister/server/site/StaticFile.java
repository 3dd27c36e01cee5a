package cloister.server.site;

import cloister.codec.Sha256;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Bytes that do not change while the server runs, as they are and compressed. */
public final class StaticFile {
  /** Below this, compression saves less than its header costs. */
  private static final int WORTH_COMPRESSING = 500;

  private final byte[] plain;
  private final Optional<byte[]> gzip;
  private final Optional<byte[]> brotli;
  private final String contentType;
  private final String cacheControl;
  private final String tag;

  private StaticFile(
      byte[] plain,
      Optional<byte[]> gzip,
      Optional<byte[]> brotli,
      String contentType,
      String cacheControl) {
    this.plain = plain;
    this.gzip = gzip;
    this.brotli = brotli;
    this.contentType = contentType;
    this.cacheControl = cacheControl;
    this.tag = Sha256.hex(plain).substring(0, 32);
  }

  /**
   * A file of the site.
   *
   * @param immutable whether another content would come under another name
   */
  static StaticFile of(
      byte[] plain,
      Optional<byte[]> gzip,
      Optional<byte[]> brotli,
      MediaType type,
      boolean immutable) {
    Optional<byte[]> compressed = gzip.or(() -> type.isText() ? compress(plain) : Optional.empty());
    String cache = immutable ? "public, max-age=31536000, immutable" : "no-cache";
    return new StaticFile(plain, compressed, brotli, type.header(), cache);
  }

  /** An answer of the API that is the same for everybody. */
  public static StaticFile json(byte[] text) {
    return of(text, Optional.empty(), Optional.empty(), MediaType.JSON, false);
  }

  private static Optional<byte[]> compress(byte[] plain) {
    if (plain.length < WORTH_COMPRESSING) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(bytes.toByteArray());
  }

  /** Answers with the file under another status, uncompressed and never kept. */
  void answerAs(int status, Context context) {
    context
        .status(status)
        .header(Header.CACHE_CONTROL, "no-store")
        .contentType(contentType)
        .result(plain);
  }

  /** Answers with the file in the smallest form that the client takes, or with 304. */
  public void answer(Context context) {
    String accepted =
        Optional.ofNullable(context.header(Header.ACCEPT_ENCODING))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (brotli.isPresent() && accepts(accepted, "br")) {
      answer(context, brotli.get(), "br");
    } else if (gzip.isPresent() && accepts(accepted, "gzip")) {
      answer(context, gzip.get(), "gzip");
    } else {
      answer(context, plain, "");
    }
  }

  /** Whether a coding is listed and not refused by {@code q=0} (RFC 9110, 12.5.3). */
  static boolean accepts(String header, String coding) {
    for (String entry : header.split(",")) {
      String[] parts = entry.strip().split("\\s*;\\s*", -1);
      if (parts[0].equals(coding)) {
        return parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private void answer(Context context, byte[] bytes, String encoding) {
    String entityTag = "\"" + tag + (encoding.isEmpty() ? "" : "-" + encoding) + "\"";
    context
        .header(Header.ETAG, entityTag)
        .header(Header.CACHE_CONTROL, cacheControl)
        .header(Header.VARY, Header.ACCEPT_ENCODING);
    String known = context.header(Header.IF_NONE_MATCH);
    if (known != null && known.contains(entityTag)) {
      context.status(304);
      return;
    }
    if (!encoding.isEmpty()) {
      context.header(Header.CONTENT_ENCODING, encoding);
    }
    context.contentType(contentType).result(bytes);
  }
}
