package cloister.server.api;

import cloister.server.http.ClientAddress;
import cloister.server.http.Cookies;
import cloister.server.http.Limit;
import cloister.server.http.Problem;
import cloister.server.http.RateLimits;
import cloister.server.store.Accounts;
import cloister.server.store.Learners;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/** Who asks: a learner by their device's cookie, an instructor by their session's. */
public final class Visitors {
  private static final String DEVICE = "cloister-device";
  private static final String SESSION = "cloister-session";

  /** As long as browsers keep a cookie at most. */
  private static final Duration DEVICE_LIFE = Duration.ofDays(400);

  private final Cookies cookies;
  private final Learners learners;
  private final Accounts accounts;
  private final RateLimits limits;
  private final ClientAddress clients;

  public Visitors(
      Cookies cookies,
      Learners learners,
      Accounts accounts,
      RateLimits limits,
      ClientAddress clients) {
    this.limits = limits;
    this.clients = clients;
    this.cookies = cookies;
    this.learners = learners;
    this.accounts = accounts;
  }

  Optional<String> learner(Context context) {
    return cookies.read(context, DEVICE).flatMap(learners::byDevice);
  }

  /** A device without a cookie becomes a new learner's. */
  String learnerOrNew(Context context) {
    Optional<String> known = learner(context);
    return known.isPresent() ? known.get() : welcome(context, newcomer(context));
  }

  /** A new learner, whose device has no cookie yet. */
  Learners.NewDevice newcomer(Context context) {
    limits.take(Limit.NEWCOMER, clients.of(context), "error.rate.newcomers");
    return learners.create();
  }

  /** Takes a newcomer back for whom there is nothing to keep. */
  void turnAway(Learners.NewDevice newcomer) {
    learners.remove(newcomer.learner());
  }

  /** Gives the device its cookie. */
  String welcome(Context context, Learners.NewDevice device) {
    cookies.set(context, DEVICE, device.token(), DEVICE_LIFE);
    return device.learner();
  }

  Optional<Accounts.Instructor> instructor(Context context) {
    return cookies.read(context, SESSION).flatMap(accounts::bySession);
  }

  Accounts.Instructor requireInstructor(Context context) {
    return instructor(context).orElseThrow(() -> Problem.of(401, "error.account.needed"));
  }

  /** The token of the session that {@link #requireInstructor} found. */
  String session(Context context) {
    return cookies.read(context, SESSION).orElseThrow();
  }

  void signedIn(Context context, String token) {
    // Whoever was signed in here before is so no longer, and nobody has that token.
    cookies.read(context, SESSION).ifPresent(accounts::signOut);
    cookies.set(context, SESSION, token, Accounts.SESSION_LIFE);
  }

  void signOut(Context context) {
    cookies.read(context, SESSION).ifPresent(accounts::signOut);
    cookies.clear(context, SESSION);
  }
}
