package cloister.kernel.ns;

import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** What clocks that begin with the machine show more, in nanoseconds (time_namespaces(7)). */
public final class TimeNamespace extends Namespace {
  private long monotonic;
  private long boot;

  /** Somebody is in it: what clocks show must not jump any more. */
  private boolean entered;

  public TimeNamespace(int id) {
    super(id);
  }

  public TimeNamespace of(int number, UserNamespace owner) {
    begin(number, owner);
    return this;
  }

  public TimeNamespace copy(int id, int number, UserNamespace owner) {
    TimeNamespace copy = new TimeNamespace(id).of(number, owner);
    copy.monotonic = monotonic;
    copy.boot = boot;
    return copy;
  }

  public long monotonic() {
    return monotonic;
  }

  public long boot() {
    return boot;
  }

  public void setMonotonic(long nanos) {
    monotonic = nanos;
  }

  public void setBoot(long nanos) {
    boot = nanos;
  }

  public boolean isEntered() {
    return entered;
  }

  public TimeNamespace enter() {
    entered = true;
    return this;
  }

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.TIME;
  }

  @Override
  public Kind kind() {
    return Kind.TIME_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.number(monotonic);
    out.number(boot);
    out.flag(entered);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    monotonic = in.longNumber();
    boot = in.longNumber();
    entered = in.flag();
  }
}
