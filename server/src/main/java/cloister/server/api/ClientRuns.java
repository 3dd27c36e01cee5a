package cloister.server.api;

import cloister.server.http.AtOnce;
import cloister.server.http.ClientAddress;
import cloister.server.http.Limit;
import cloister.server.http.RateLimits;
import cloister.server.run.CachedRuns;
import cloister.server.run.Ledger;
import cloister.server.run.Outcome;
import cloister.server.run.Turn;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/**
 * Runs for visitors, of whom none takes all processes: neither by how many are under way at the
 * same time nor by how long they take. What needs no process is not counted.
 */
public final class ClientRuns {
  private static final String SENTENCE = "error.run.atOnce";

  /** A whole class may sit behind one address and finish a task at the same time. */
  static final int OF_ADDRESS = 16;

  static final int OF_LEARNER = 2;

  private final CachedRuns runs;
  private final ClientAddress clients;
  private final Visitors visitors;
  private final RateLimits limits;
  private final AtOnce runsOfAddress;
  private final AtOnce runsOfLearner;
  private final AtOnce gradingsOfAddress;
  private final AtOnce gradingsOfLearner;

  /**
   * @param limited false where rate limits are switched off
   */
  public ClientRuns(
      CachedRuns runs,
      ClientAddress clients,
      Visitors visitors,
      RateLimits limits,
      boolean limited) {
    this.runs = runs;
    this.limits = limits;
    this.clients = clients;
    this.visitors = visitors;
    runsOfAddress = new AtOnce(limited ? OF_ADDRESS : Integer.MAX_VALUE);
    runsOfLearner = new AtOnce(limited ? OF_LEARNER : Integer.MAX_VALUE);
    gradingsOfAddress = new AtOnce(limited ? OF_ADDRESS : Integer.MAX_VALUE);
    gradingsOfLearner = new AtOnce(limited ? OF_LEARNER : Integer.MAX_VALUE);
  }

  Outcome run(Context context, String request) {
    return run(Turn.RUN, runsOfAddress, runsOfLearner, context, request);
  }

  Outcome grade(Context context, String request) {
    return run(Turn.GRADING, gradingsOfAddress, gradingsOfLearner, context, request);
  }

  private Outcome run(
      Turn turn, AtOnce ofAddress, AtOnce ofLearner, Context context, String request) {
    String address = clients.of(context);
    Optional<String> learner = learner(context);
    return runs.run(
        turn,
        address,
        request,
        work -> {
          limits.require(timeFor(turn), address, "error.run.processor");
          return ofAddress.within(address, SENTENCE, () -> ofLearner(ofLearner, learner, work));
        });
  }

  /** Only for a limit: runs go on without the database. */
  private Optional<String> learner(Context context) {
    try {
      return visitors.learner(context);
    } catch (JdbiException e) {
      return Optional.empty();
    }
  }

  private static Limit timeFor(Turn turn) {
    return switch (turn) {
      case RUN -> Limit.RUN_MILLIS;
      case GRADING -> Limit.GRADING_MILLIS;
    };
  }

  /** Counts the time of each run against its address. */
  public static Ledger ledger(RateLimits limits) {
    return (turn, client, time) -> limits.charge(timeFor(turn), client, time.toMillis());
  }

  private static Outcome ofLearner(AtOnce limit, Optional<String> learner, Supplier<Outcome> work) {
    return learner.isPresent() ? limit.within(learner.get(), SENTENCE, work) : work.get();
  }
}
