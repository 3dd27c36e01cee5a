package cloister.cli;

import cloister.event.Event;
import cloister.event.EventSink;
import cloister.kernel.abi.Signal;
import cloister.kernel.trace.PageFaulted;
import cloister.kernel.trace.ProcessEnded;
import cloister.kernel.trace.SignalDelivered;
import cloister.kernel.trace.SystemCallEntered;
import cloister.kernel.trace.SystemCallLeft;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What happens in the kernel, a line an event, in the form of {@code strace -f -o FILE}. */
final class CallTrace implements EventSink, AutoCloseable {
  private final PrintWriter out;

  CallTrace(Path file) throws IOException {
    out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1));
  }

  @Override
  public boolean listening() {
    return true;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case SystemCallEntered entered -> enter(entered);
      case SystemCallLeft left -> out.println(left.pid() + " " + left.text());
      case SignalDelivered(int pid, int signal, boolean _) ->
          out.println(pid + " --- " + Signal.name(signal) + " ---");
      case ProcessEnded(int pid, int status) ->
          out.println(
              pid
                  + ((status & 0x7f) == 0
                      ? " +++ exited with " + (status >> 8) + " +++"
                      : " +++ killed by " + Signal.name(status & 0x7f) + " +++"));
      case PageFaulted(int pid, int address, boolean write, boolean brought) when !brought ->
          out.println(
              pid
                  + " --- "
                  + (write ? "write to " : "read of ")
                  + "0x"
                  + Integer.toHexString(address)
                  + " refused ---");
      default -> {}
    }
  }

  /** Calls that never return are shown as they begin. */
  private void enter(SystemCallEntered entered) {
    boolean last = entered.callName().startsWith("exit");
    if (last) {
      out.println(entered.pid() + " " + entered.callName() + "(" + entered.arguments() + ") = ?");
    }
  }

  @Override
  public void close() {
    out.close();
  }
}
