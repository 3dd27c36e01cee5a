package cloister.kernel;

import cloister.event.Relay;
import cloister.kernel.overlay.Overlay;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.Task;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.CopiedUp;
import cloister.kernel.trace.NameHidden;

/** Charges for what overlays copy, and tells of it. */
final class OverlayTrace implements Overlay.Witness {
  private final Scheduler scheduler;
  private final KernelTime time;
  private final Relay events;

  OverlayTrace(Scheduler scheduler, KernelTime time, Relay events) {
    this.scheduler = scheduler;
    this.time = time;
    this.events = events;
  }

  @Override
  public void copiedUp(String place, long bytes) {
    time.charge(Cost.COPY_64_BYTES, (int) (bytes >>> 5));
    if (events.listening()) {
      events.accept(new CopiedUp(pid(), place, bytes));
    }
  }

  @Override
  public void hidden(String place) {
    if (events.listening()) {
      events.accept(new NameHidden(pid(), place));
    }
  }

  private int pid() {
    return scheduler.current().map(Task::tid).orElse(0);
  }
}
