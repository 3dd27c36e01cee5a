package cloister.server.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/**
 * Cookies that scripts cannot read. With TLS their names begin with {@code __Host-}, which browsers
 * accept only from this very host (RFC 6265bis, 4.1.3.2).
 */
public final class Cookies {
  private final boolean tls;

  public Cookies(boolean tls) {
    this.tls = tls;
  }

  public Optional<String> read(Context context, String name) {
    return Optional.ofNullable(context.cookie(fullName(name))).filter(value -> !value.isEmpty());
  }

  public void set(Context context, String name, String value, Duration life) {
    write(context, fullName(name) + "=" + value + "; Max-Age=" + life.toSeconds());
  }

  public void clear(Context context, String name) {
    write(context, fullName(name) + "=; Max-Age=0");
  }

  private void write(Context context, String pair) {
    String secure = tls ? "; Secure" : "";
    context.res().addHeader("Set-Cookie", pair + "; Path=/; HttpOnly; SameSite=Lax" + secure);
  }

  private String fullName(String name) {
    return (tls ? "__Host-" : "") + name;
  }
}
