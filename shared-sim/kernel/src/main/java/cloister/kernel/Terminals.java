package cloister.kernel;

import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.Devices;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.Directory;
import java.util.ArrayList;
import java.util.List;

/** The console, and the terminals beside it at which a shell is started when somebody comes. */
public final class Terminals {
  private List<Tty> all = new ArrayList<>();

  /** The first one is the console, the next is {@code /dev/tty2}. */
  void add(Tty tty, Devices devices) {
    tty.numbered(all.size());
    all.add(tty);
    devices.add(tty.device(), tty);
  }

  /** Gives a terminal beside the console its name. */
  static void name(Tty tty, Directory devices, Credentials owner) throws KernelError {
    devices.add(tty.name(), devices.make(Mode.CHARACTER | 0620, owner, tty.device()));
  }

  public int count() {
    return all.size();
  }

  public Tty at(int number) {
    return all.get(number);
  }

  /** Somebody waits at one of them for what is typed. */
  public boolean isAnyAwaited() {
    return all.stream().anyMatch(Tty::isAwaited);
  }

  /** Gives windows their new size, and starts what somebody waits for. */
  void serve(FirstPrograms programs) {
    for (Tty tty : all) {
      tty.settle();
      if (tty.isWanted()) {
        tty.serve();
        programs.login(tty);
      }
    }
  }

  void save(ObjectWriter out) {
    out.pointers(all);
  }

  void load(ObjectReader in) {
    all = in.pointers();
  }
}
