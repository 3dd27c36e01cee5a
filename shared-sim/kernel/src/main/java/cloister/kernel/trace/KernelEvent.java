package cloister.kernel.trace;

import cloister.event.Event;
import cloister.event.MarkKind;
import java.util.Optional;
import java.util.OptionalInt;

/** Something that the kernel has done for a process, or to it. */
interface KernelEvent extends Event.PartEvent {
  /** As the first namespace numbers the process. */
  int pid();

  @Override
  default OptionalInt number() {
    return OptionalInt.of(pid());
  }

  @Override
  default Optional<MarkKind> mark() {
    return Optional.of(MarkKind.CALL);
  }

  @Override
  default boolean tellsStep() {
    return true;
  }
}
