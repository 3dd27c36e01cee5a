package cloister.world.linux;

import cloister.bus.ByteSink;
import cloister.kernel.ImageFile;
import cloister.kernel.abi.KernelError;
import cloister.kernel.exec.Arguments;
import cloister.machine.Machine;
import cloister.platform.LinuxMachine;
import cloister.world.Model;
import cloister.world.Scenario;
import java.util.List;

/** A host whose process 1 keeps a shell at its console, with terminals at which others begin. */
public final class LinuxModel {
  private static final List<String> ENVIRONMENT =
      List.of("PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME=/root", "TERM=xterm");

  private static final List<String> SHELL = List.of("/bin/sh");

  /** Beside the console. */
  private static final int MORE_TERMINALS = 2;

  private LinuxModel() {}

  /**
   * @param entryCode of the kernel, assembled
   * @param files of the root file system, {@code /sbin/init} and {@code /bin/sh} among them
   */
  public static Model of(byte[] entryCode, List<ImageFile> files) {
    return new Model(Scenario.LINUX, start -> booted(start.memory(), entryCode, files));
  }

  private static Machine booted(int memory, byte[] entryCode, List<ImageFile> files) {
    LinuxMachine machine = new LinuxMachine(memory, entryCode, _ -> ByteSink.NONE, ByteSink.NONE);
    try {
      machine.bootInit(files, new Arguments(List.of("/sbin/init"), ENVIRONMENT));
      machine.addTerminals(MORE_TERMINALS, SHELL, new Arguments(List.of("-sh"), ENVIRONMENT));
    } catch (KernelError refused) {
      throw new IllegalStateException("process 1 cannot be started: " + refused.errno());
    }
    return machine;
  }
}
