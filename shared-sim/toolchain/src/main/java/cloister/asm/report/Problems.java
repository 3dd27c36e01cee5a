package cloister.asm.report;

import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The errors and warnings of one assembly. Each is kept once, although passes repeat; after {@link
 * #MOST} errors the rest is noise and the assembly gives up.
 */
public final class Problems {
  public static final int MOST = 50;

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  private String macro = "";

  /** From now on, problems are those of a macro's body; the empty name ends that. */
  public void enterMacro(String name) {
    macro = name;
  }

  public void error(Span span, Message message) {
    add(errors, problem(span, message));
  }

  public void warn(Span span, Message message) {
    add(warnings, problem(span, message));
  }

  private Problem problem(Span span, Message message) {
    return new Problem(span, macro.isEmpty() ? message : Complaint.inMacro(macro, message));
  }

  public boolean any() {
    return !errors.isEmpty();
  }

  public int count() {
    return errors.size();
  }

  public boolean full() {
    return errors.size() >= MOST;
  }

  /** In the order of the source, whichever pass noticed them; files in the order of their first. */
  public List<Problem> errors() {
    return inOrder(errors);
  }

  public List<Problem> warnings() {
    return inOrder(warnings);
  }

  private static List<Problem> inOrder(List<Problem> found) {
    List<String> files = new ArrayList<>();
    for (Problem problem : found) {
      if (!files.contains(problem.span().file())) {
        files.add(problem.span().file());
      }
    }
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(
        (a, b) -> {
          int file = files.indexOf(a.span().file()) - files.indexOf(b.span().file());
          int line = file != 0 ? file : a.span().line() - b.span().line();
          return line != 0 ? line : a.span().column() - b.span().column();
        });
    return List.copyOf(sorted);
  }

  private static void add(List<Problem> list, Problem problem) {
    if (list.size() < MOST && !list.contains(problem)) {
      list.add(problem);
    }
  }
}
