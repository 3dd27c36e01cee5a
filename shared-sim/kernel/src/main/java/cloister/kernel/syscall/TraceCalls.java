package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Signal;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.RemoteMemory;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.Inspection;
import cloister.kernel.task.Process;
import cloister.kernel.task.Registers;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskState;
import cloister.kernel.task.Tracers;
import cloister.kernel.task.Tracing;

/** One process looks into another, and stops it at its calls: ptrace(2). */
final class TraceCalls {
  private static final int TRACE_ME = 0;
  private static final int PEEK_TEXT = 1;
  private static final int PEEK_DATA = 2;
  private static final int PEEK_USER = 3;
  private static final int POKE_TEXT = 4;
  private static final int POKE_DATA = 5;
  private static final int POKE_USER = 6;
  private static final int CONTINUE = 7;
  private static final int KILL = 8;
  private static final int GET_REGISTERS = 12;
  private static final int SET_REGISTERS = 13;
  private static final int ATTACH = 16;
  private static final int DETACH = 17;
  private static final int TO_NEXT_CALL = 24;
  private static final int SET_OPTIONS = 0x4200;
  private static final int GET_EVENT_MESSAGE = 0x4201;
  private static final int GET_SIGNAL_INFO = 0x4202;

  /** Of struct user. */
  private static final int USER_BYTES = 284;

  private TraceCalls() {}

  static void addTo(Rows rows) {
    rows.partial(
        26,
        "ptrace",
        "ddpp",
        "No single steps, no PTRACE_SEIZE; PTRACE_O_TRACESECCOMP is EINVAL; PTRACE_O_TRACEEXIT"
            + " tells of the task that ends its process; what may not be written stays as it is.",
        TraceCalls::trace);
  }

  private static void require(boolean holds, Errno otherwise) throws KernelError {
    if (!holds) {
      throw otherwise.error();
    }
  }

  private static long trace(Call call) throws KernelError {
    Process own = call.task().process();
    int request = call.argument(0);
    if (request == TRACE_ME) {
      return traceMe(call);
    }
    Task task = call.task(call.argument(1));
    if (request == ATTACH) {
      return attach(call, task);
    }
    require(task.tracing().tracer() == own, Errno.ESRCH);
    if (request == KILL) {
      call.parts().signals().send(task, SignalInfo.fromKernel(Signal.SIGKILL));
      return 0;
    }
    require(task.state() == TaskState.TRACED, Errno.ESRCH);
    return request(call, task, request);
  }

  private static Tracers tracers(Call call) {
    return call.parts().endings().tracers();
  }

  private static long traceMe(Call call) throws KernelError {
    Task task = call.task();
    Process parent = task.process().parent();
    boolean hasParent = parent != null && parent.runsProgram();
    require(!task.tracing().isTraced() && hasParent, Errno.EPERM);
    Credentials own = task.credentials();
    require(covers(parent.leader().credentials(), own), Errno.EPERM);
    tracers(call).begin(task, parent, 0);
    return 0;
  }

  /** Whether somebody may do at least what another one may. */
  private static boolean covers(Credentials one, Credentials other) {
    boolean more =
        one.namespace() == other.namespace() && (other.permitted() & ~one.permitted()) == 0;
    return more || one.can(Capability.SYS_PTRACE, other.namespace());
  }

  private static long attach(Call call, Task task) throws KernelError {
    boolean strange = task.process() != call.task().process() && task.isAlive();
    require(strange && task.space() != null, Errno.EPERM);
    require(Inspection.allowsTracer(call.task().credentials(), task), Errno.EPERM);
    require(!task.tracing().isTraced(), Errno.EPERM);
    boolean stood = task.state() == TaskState.STOPPED;
    tracers(call).begin(task, call.task().process(), 0);
    if (!stood) {
      call.parts().signals().send(task, SignalInfo.fromKernel(Signal.SIGSTOP));
    }
    return 0;
  }

  private static long request(Call call, Task task, int request) throws KernelError {
    int address = call.argument(2);
    int data = call.argument(3);
    switch (request) {
      case PEEK_TEXT, PEEK_DATA -> call.memory().write32(data, peek(call, task, address));
      case POKE_TEXT, POKE_DATA -> poke(call, task, address, data);
      case PEEK_USER -> call.memory().write32(data, register(task, address));
      case POKE_USER -> setRegister(task, address, data);
      case GET_REGISTERS -> {
        for (int at = 0; at < Registers.BYTES; at += 4) {
          call.memory().write32(data + at, register(task, at));
        }
      }
      case SET_REGISTERS -> {
        for (int at = 0; at < Registers.BYTES; at += 4) {
          setRegister(task, at, call.memory().read32(data + at));
        }
      }
      case CONTINUE, TO_NEXT_CALL -> {
        require(data >= 0 && data <= Signal.COUNT, Errno.EIO);
        tracers(call).goOn(task, request == TO_NEXT_CALL, data);
      }
      case DETACH -> {
        require(data >= 0 && data <= Signal.COUNT, Errno.EIO);
        tracers(call).end(task, data);
      }
      case SET_OPTIONS -> {
        require((data & ~Tracing.OPTIONS) == 0, Errno.EINVAL);
        task.tracing().setOptions(data);
      }
      case GET_EVENT_MESSAGE -> call.memory().write32(data, task.tracing().message());
      case GET_SIGNAL_INFO -> {
        require(task.tracing().info() != null, Errno.EINVAL);
        call.parts().delivery().writeInfo(task.tracing().info(), data);
      }
      default -> throw Errno.EIO.error();
    }
    return 0;
  }

  private static RemoteMemory memory(Call call, Task task) {
    return new RemoteMemory(call.parts().frames(), task.space(), task.group().memory());
  }

  /** A word of another's memory, whatever the rights of its page are. */
  private static int peek(Call call, Task task, int address) throws KernelError {
    byte[] word = new byte[Integer.BYTES];
    memory(call, task).read(address, word, 0, word.length);
    int value = 0;
    for (int i = 0; i < word.length; i++) {
      value |= (word[i] & 0xff) << 8 * i;
    }
    return value;
  }

  private static void poke(Call call, Task task, int address, int value) throws KernelError {
    byte[] word = new byte[Integer.BYTES];
    for (int i = 0; i < word.length; i++) {
      word[i] = (byte) (value >>> 8 * i);
    }
    memory(call, task).write(address, word, 0, word.length);
  }

  /** A word of struct user, which begins with the registers in the kernel's own order. */
  private static int register(Task task, int at) throws KernelError {
    require((at & 3) == 0 && at >= 0 && at < USER_BYTES, Errno.EIO);
    if (at >= Registers.BYTES) {
      return 0;
    }
    Word word = Word.values()[at / 4];
    int value = task.registers().get(word);
    return switch (word) {
      case DS, ES, FS, GS, CS, SS -> value & 0xffff;
      default -> value;
    };
  }

  /** Segments stay what they are, and flags that are the kernel's own. */
  private static void setRegister(Task task, int at, int value) throws KernelError {
    register(task, at);
    if (at >= Registers.BYTES) {
      return;
    }
    Registers registers = task.registers();
    Word word = Word.values()[at / 4];
    switch (word) {
      case DS, ES, FS, GS, CS, SS -> {}
      case EFLAGS -> {
        int kept = registers.get(word) & ~Registers.USER_FLAGS;
        registers.set(word, kept | value & Registers.USER_FLAGS);
      }
      default -> registers.set(word, value);
    }
  }
}
