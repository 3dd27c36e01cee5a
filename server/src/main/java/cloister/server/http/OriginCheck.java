package cloister.server.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that change something must come from our own pages. Browsers name the origin of every
 * such request; programs without one carry no cookies of a victim.
 */
public final class OriginCheck {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final Optional<String> publicOrigin;

  public OriginCheck(Optional<URI> publicUrl) {
    publicOrigin = publicUrl.map(OriginCheck::origin);
  }

  public void check(Context context) {
    if (SAFE.contains(context.method().name())) {
      return;
    }
    String origin = context.header("Origin");
    String site = context.header("Sec-Fetch-Site");
    boolean foreign =
        origin != null ? !isOwn(origin, context) : site != null && !OWN_SITES.contains(site);
    if (foreign) {
      throw Problem.of(403, "error.origin");
    }
  }

  /** Where the site has a public address, that one alone; the Host could be anybody's name. */
  private boolean isOwn(String origin, Context context) {
    if (publicOrigin.isPresent()) {
      return origin.equalsIgnoreCase(publicOrigin.get());
    }
    String host = String.valueOf(context.header("Host"));
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
