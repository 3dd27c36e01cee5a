package cloister.server.api;

import cloister.server.http.AtOnce;
import cloister.server.http.ClientAddress;
import cloister.server.run.CachedRuns;
import cloister.server.run.Outcome;
import cloister.server.run.Turn;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs for visitors, of whom none takes all processes. What needs no process is not counted. */
public final class ClientRuns {
  private static final String SENTENCE = "error.run.atOnce";

  private static final int RUNS = 2;

  /** A whole class may sit behind one address and finish a task at the same time. */
  private static final int GRADINGS = 16;

  private static final int GRADINGS_OF_LEARNER = 2;

  private final CachedRuns runs;
  private final ClientAddress clients;
  private final Visitors visitors;
  private final AtOnce ofAddress;
  private final AtOnce gradingsOfAddress;
  private final AtOnce gradingsOfLearner;

  /**
   * @param limited false where rate limits are switched off
   */
  public ClientRuns(CachedRuns runs, ClientAddress clients, Visitors visitors, boolean limited) {
    this.runs = runs;
    this.clients = clients;
    this.visitors = visitors;
    ofAddress = new AtOnce(limited ? RUNS : Integer.MAX_VALUE);
    gradingsOfAddress = new AtOnce(limited ? GRADINGS : Integer.MAX_VALUE);
    gradingsOfLearner = new AtOnce(limited ? GRADINGS_OF_LEARNER : Integer.MAX_VALUE);
  }

  Outcome run(Context context, String request) {
    String address = clients.of(context);
    return runs.run(Turn.RUN, address, request, work -> ofAddress.within(address, SENTENCE, work));
  }

  Outcome grade(Context context, String request) {
    String address = clients.of(context);
    Optional<String> learner = visitors.learner(context);
    return runs.run(
        Turn.GRADING,
        address,
        request,
        work -> gradingsOfAddress.within(address, SENTENCE, () -> gradeOfLearner(learner, work)));
  }

  private Outcome gradeOfLearner(Optional<String> learner, Supplier<Outcome> work) {
    return learner.isPresent()
        ? gradingsOfLearner.within(learner.get(), SENTENCE, work)
        : work.get();
  }
}
