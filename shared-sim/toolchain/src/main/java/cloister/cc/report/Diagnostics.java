package cloister.cc.report;

import cloister.asm.report.Span;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one compilation has to say, in the order in which it was noticed. */
public final class Diagnostics {
  /** After so many errors the rest is noise, and the passes give up. */
  public static final int MOST_ERRORS = 50;

  private static final int MOST_WARNINGS = 200;

  private final List<Diagnostic> all = new ArrayList<>();
  private int errors;
  private int warnings;
  private boolean lastKept = true;
  private int hushed;
  private boolean permissive;

  /** From now on {@link #permit} only warns. */
  public void makePermissive() {
    permissive = true;
  }

  public void error(Span span, Message message) {
    errors++;
    add(new Diagnostic(Severity.ERROR, span, message), errors <= MOST_ERRORS);
  }

  /**
   * Reports what standard C forbids and older C let pass.
   *
   * @return whether it passes here
   */
  public boolean permit(Span span, Message message) {
    if (permissive) {
      warn(span, message);
    } else {
      error(span, message);
    }
    return permissive;
  }

  public void warn(Span span, Message message) {
    if (hushed > 0) {
      lastKept = false;
      return;
    }
    warnings++;
    add(new Diagnostic(Severity.WARNING, span, message), warnings <= MOST_WARNINGS);
  }

  /** Keeps warnings back: what is being read is never executed. */
  public void hush() {
    hushed++;
  }

  /** Ends what {@link #hush} began. */
  public void speak() {
    hushed--;
  }

  /** Adds to the error or warning before it, and shares its fate. */
  public void note(Span span, Message message) {
    add(new Diagnostic(Severity.NOTE, span, message), lastKept);
  }

  public boolean anyError() {
    return errors > 0;
  }

  public boolean anyWarning() {
    return warnings > 0;
  }

  public int errors() {
    return errors;
  }

  /** True when a pass should stop. */
  public boolean full() {
    return errors >= MOST_ERRORS;
  }

  public List<Diagnostic> all() {
    return List.copyOf(all);
  }

  /** How many things have been said. */
  public int count() {
    return all.size();
  }

  /**
   * Puts what was said since then in the order of its lines, with notes behind what they are to.
   */
  public void arrange(int since) {
    List<List<Diagnostic>> groups = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (Diagnostic one : all.subList(since, all.size())) {
      if (groups.isEmpty() || one.severity() != Severity.NOTE) {
        groups.add(new ArrayList<>());
        files.add(one.span().file());
      }
      groups.getLast().add(one);
    }
    groups.sort(
        Comparator.<List<Diagnostic>>comparingInt(
                group -> files.indexOf(group.getFirst().span().file()))
            .thenComparingInt(group -> group.getFirst().span().line()));
    all.subList(since, all.size()).clear();
    groups.forEach(all::addAll);
  }

  private void add(Diagnostic diagnostic, boolean keep) {
    lastKept = keep && !(all.contains(diagnostic) && diagnostic.severity() != Severity.NOTE);
    if (lastKept) {
      all.add(diagnostic);
    }
  }
}
