package cloister.world.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.event.Event;
import cloister.event.Event.ResetCause;
import cloister.event.Event.Source;
import cloister.event.Event.SystemTable;
import cloister.event.Event.Transfer;
import cloister.event.Rule;
import cloister.hypervisor.CacheChanged;
import cloister.hypervisor.ChannelUsed;
import cloister.hypervisor.Done;
import cloister.hypervisor.ExitReason;
import cloister.hypervisor.GuestExited;
import cloister.hypervisor.GuestLeft;
import cloister.hypervisor.GuestMisled;
import cloister.hypervisor.Lie;
import cloister.hypervisor.Retranslated;
import cloister.hypervisor.VmEntry;
import cloister.hypervisor.VmExit;
import cloister.kernel.trace.AddressChanged;
import cloister.kernel.trace.CallFiltered;
import cloister.kernel.trace.CapabilityAsked;
import cloister.kernel.trace.CgroupEntered;
import cloister.kernel.trace.CgroupFrozen;
import cloister.kernel.trace.CgroupKilled;
import cloister.kernel.trace.CgroupMade;
import cloister.kernel.trace.CgroupRemoved;
import cloister.kernel.trace.ChargeRefused;
import cloister.kernel.trace.CopiedUp;
import cloister.kernel.trace.FilterSet;
import cloister.kernel.trace.InterfaceMade;
import cloister.kernel.trace.InterfaceMoved;
import cloister.kernel.trace.InterfaceRemoved;
import cloister.kernel.trace.InterfaceSwitched;
import cloister.kernel.trace.IpcMade;
import cloister.kernel.trace.IpcRemoved;
import cloister.kernel.trace.LimitSet;
import cloister.kernel.trace.LockAwaited;
import cloister.kernel.trace.MemoryRefused;
import cloister.kernel.trace.MessagePassed;
import cloister.kernel.trace.Mounted;
import cloister.kernel.trace.NameHidden;
import cloister.kernel.trace.NamespaceJoined;
import cloister.kernel.trace.NamespaceMade;
import cloister.kernel.trace.OutOfMemoryKilled;
import cloister.kernel.trace.PacketArrived;
import cloister.kernel.trace.PacketLost;
import cloister.kernel.trace.PageFaulted;
import cloister.kernel.trace.ProcessEnded;
import cloister.kernel.trace.ProgramStarted;
import cloister.kernel.trace.RootPivoted;
import cloister.kernel.trace.RouteChanged;
import cloister.kernel.trace.SegmentMapped;
import cloister.kernel.trace.SemaphoresChanged;
import cloister.kernel.trace.SignalDelivered;
import cloister.kernel.trace.SocketBound;
import cloister.kernel.trace.SocketConnected;
import cloister.kernel.trace.SocketListens;
import cloister.kernel.trace.SocketRefused;
import cloister.kernel.trace.SocketUnbound;
import cloister.kernel.trace.SystemCallEntered;
import cloister.kernel.trace.SystemCallLeft;
import cloister.kernel.trace.TaskChosen;
import cloister.kernel.trace.TaskForked;
import cloister.kernel.trace.TaskTraced;
import cloister.kernel.trace.TerminalMade;
import cloister.kernel.trace.Throttled;
import cloister.kernel.trace.Unmounted;
import cloister.kernel.trace.WrittenUnchecked;
import cloister.machine.Resized;
import cloister.machine.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TraceJsonTest {
  private static final List<Event> ALL =
      List.of(
          new Event.RingCrossed(3, 0, Transfer.INTERRUPT_GATE),
          new Event.GatePassed(Transfer.CALL_GATE, 0x33, 3, 3, 3, 8, -1),
          new Event.StackSwitched(0x23, 1, 0x10, 2),
          new Event.FaultRaised(13, 0, -1, Rule.RING_0_ONLY, 3, 0, 0),
          new Event.Delivered(13, Source.EXCEPTION, 0, 8, 1),
          new Event.InnerRingCalled(0x30, -1),
          new Event.Returned(Transfer.IRET, 0x1b, 1),
          new Event.TableLoaded(SystemTable.GDT, 0, 1, 2),
          new Event.SegmentLoaded(1, 8, 0, -1),
          new Event.ControlRegisterWritten(0, 0, 1),
          new Event.PageTranslated(
              0x400123, 0x8123, 0x20004, 0x21007, 0x21000, 0x8067, 0x46, false),
          new Event.TaskSwitched(0x48, 0x58, 0x1000, Event.Switch.CALL),
          new Event.VirtualModeChanged(true, 0x1000, 0x10),
          new Event.TranslationsDropped(Event.Cause.INVLPG, 0x400000, 1),
          new Event.SystemFlagsChanged(2, 0x202),
          new Event.PortRead(0x60, 1, 0xff),
          new Event.PortWritten(0xe9, 1, 0x68),
          new Event.Halted(1, false),
          new Event.ShutDown(new Event.FaultRaised(8, 0, 0x7c00, Rule.VECTOR_LIMIT, 8, 0, 0)),
          new Event.FloatingPointRaised(1, 0x20, 0x3f),
          new Event.InterruptRequested(3),
          new Event.InterruptAcknowledged(3, 0x0b),
          new Event.InterruptEnded(3),
          new Event.TimerProgrammed(0, 2, 11_932),
          new Event.DriveCommanded(1, 0x20, -1, 8),
          new Event.AddressLine20Switched(true),
          new Event.BoardReset(ResetCause.KEYBOARD_CONTROLLER),
          new GuestExited(1, 13, Done.EMULATED),
          new ChannelUsed(1, ChannelUsed.What.SENT, 1, 0),
          new CacheChanged(1, CacheChanged.What.UNIT, 0x7C00, -1),
          new Retranslated(1, Retranslated.Why.REFUSED, 0x7C10, -1, 4),
          new GuestMisled(1, new Lie(-1, Lie.Mnemonic.POPF, Lie.Value.FLAGS, 0, 0x200)),
          new GuestLeft(0, 3, ExitReason.REFUSED, -1, 1, "cli"),
          new VmExit(0, 30, 0x200040, 0x7c33, 2),
          new VmEntry(0, 0x7c35, -1),
          new SystemCallEntered(2, 4, "write", "1, \"a\", 1"),
          new SystemCallLeft(2, 4, "write", "1, \"a\", 1", -9),
          new TaskForked(2, 3),
          new NamespaceMade(2, "uts", -1),
          new NamespaceJoined(2, "uts", -1),
          new IpcMade(2, "shm", 0, -5, -1),
          new IpcRemoved(2, "sem", 0, -1),
          new SegmentMapped(2, 0, -1, 1, true),
          new SemaphoresChanged(2, 0, -1, "0:-1"),
          new MessagePassed(2, 0, -1, 1, 5, false),
          new CapabilityAsked(2, 21, "CAP_SYS_ADMIN", -1, "missing"),
          new FilterSet(2, 4, 1),
          new LockAwaited(2, 3, false),
          new TerminalMade(2, 0),
          new CallFiltered(2, 4, "write", "errno", 1, 1),
          new TaskTraced(2, 3, "stop", 5),
          new Mounted(2, 30, -1, "tmpfs", "/mnt"),
          new Unmounted(2, 30, -1, "/mnt"),
          new CopiedUp(2, "/a", 10),
          new NameHidden(2, "/a"),
          new WrittenUnchecked(2, 0xc0002ffc, 24),
          new CgroupEntered(2, 3, "/box"),
          new CgroupFrozen(2, "/box", true),
          new CgroupKilled(2, "/box", 3),
          new CgroupMade(2, "/box"),
          new CgroupRemoved(2, "/box"),
          new ChargeRefused(2, "/box", "pids.max", 4),
          new LimitSet(2, "/box", "pids.max", "4"),
          new MemoryRefused(2, "/box", 16),
          new OutOfMemoryKilled(2, "tail", "/box", 16),
          new Throttled(2, "/box", 20000, 100000),
          new SocketBound(2, -1, "/run/a"),
          new SocketListens(2, -1, "/run/a"),
          new SocketConnected(2, -1, "/run/a"),
          new SocketRefused(2, -1, "/run/a", 111),
          new InterfaceMade(2, -1, "br0", "bridge"),
          new InterfaceRemoved(2, -1, "br0"),
          new InterfaceMoved(2, -1, "v", -2),
          new InterfaceSwitched(2, -1, "lo", true),
          new AddressChanged(2, -1, "lo", "127.0.0.1/8", true),
          new RouteChanged(2, -1, "default", true),
          new PacketArrived(2, -1, "10.0.0.1", -2),
          new PacketLost(2, -1, "10.0.0.1"),
          new SocketUnbound(2, -1, "0.0.0.0:80", 98),
          new RootPivoted(2, 30, -1, "/old"),
          new ProgramStarted(3, "/bin/ls"),
          new ProcessEnded(3, 0x100),
          new PageFaulted(3, -1, true, false),
          new SignalDelivered(2, 17, true),
          new TaskChosen(0),
          new Typed(0, "ls"),
          new Resized(0, 46, 30),
          new Event.Poked("reg.eax", 0, -1));

  @Test
  void everyEventHasTheFieldsThatTheSchemaNames() throws Exception {
    Json.Obj schema =
        (Json.Obj)
            JsonParser.parse(
                Files.readString(Path.of("../world/src/main/schema/trace.schema.json")));
    Json.Obj definitions = (Json.Obj) schema.get("$defs");
    int devices = Event.DeviceEvent.class.getPermittedSubclasses().length;
    long parts = ALL.stream().filter(Event.PartEvent.class::isInstance).count();
    assertEquals(Event.class.getPermittedSubclasses().length - 2 + devices, ALL.size() - parts);
    assertEquals(ALL.size(), definitions.members().size());
    for (Event event : ALL) {
      String type = event.getClass().getSimpleName();
      String name = Character.toLowerCase(type.charAt(0)) + type.substring(1);
      Json.Obj definition = (Json.Obj) definitions.get(name);
      Json.Obj properties = (Json.Obj) definition.get("properties");
      Json.Obj written = (Json.Obj) TraceJson.of(5, event);
      assertEquals(
          new TreeSet<>(properties.members().keySet()),
          new TreeSet<>(written.members().keySet()),
          name);
      Json.Obj eventName = (Json.Obj) properties.get("event");
      boolean known =
          eventName.get("enum") instanceof Json.Arr names
              ? names.items().contains(Json.of(event.name()))
              : event.name().matches(((Json.Str) eventName.get("pattern")).value() + ".*");
      assertTrue(known, event.name());
    }
  }
}
