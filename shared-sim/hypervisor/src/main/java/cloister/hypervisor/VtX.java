package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.core.Virtualization;
import cloister.cpu.vmx.Controls;
import cloister.cpu.vmx.Vmcs;
import cloister.cpu.vmx.VmcsField;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.List;
import java.util.Optional;

/**
 * Hardware virtualization: the guest's kernel runs in ring 0 of non-root operation, unchanged, and
 * the processor leaves it where its VMCS says so. Nothing is shadowed: the guest has its own
 * descriptors, and its own page tables, behind which EPT stands.
 *
 * <p>Entries and exits are real instructions of the entry code. What a hypervisor would do with
 * VMREAD and VMWRITE is done here on the VMCS in memory.
 */
final class VtX implements Technique {
  /** What the entry code has in ECX at its first write, and when an entry was refused. */
  private static final int BEGIN = 0x42454749;

  private static final int FAILED = 0x4641494C;
  private static final int ECX = 1;
  private static final int EDX = 2;

  /** Instructions of the entry code from the write to the port up to VMRESUME, both included. */
  private static final int WAY_OUT = 9;

  /** Instructions from where a guest is left to the write to the port, without that. */
  private static final int WAY_IN = 5;

  private static final int FIRST_TABLE = 0x500;
  private static final int INTERRUPT_FLAG = 1 << 9;
  private static final int WIDE_CODE = 1 << 14;
  private static final int LAUNCH = 0;
  private static final int RESUME = 1;
  private static final int END = 2;

  private final HostParts host;
  private final Memory memory;
  private final Cpu cpu;
  private final Guests guests;
  private final GuestRegisters registers;

  /** The general registers of guests that wait. */
  private final int[][] saved;

  private final boolean[] launched;

  /** When the guest was entered, in instructions of the host. */
  private long entered;

  /** Physical address of the words that say which guest goes on, and how. */
  private int next;

  VtX(HostParts host) {
    this.host = host;
    memory = host.memory();
    cpu = host.cpu();
    guests = host.guests();
    registers = new GuestRegisters(memory);
    int most = HostLayout.VMCS_COUNT;
    saved = new int[most][GuestRegisters.WORDS];
    launched = new boolean[most];
  }

  private VirtualMachine current() {
    return guests.current();
  }

  /** The VMCS of a guest. */
  Vmcs vmcs(int guest) {
    return new Vmcs(memory, HostLayout.VMCS + guest * Memory.PAGE_SIZE);
  }

  private Vmcs vmcs() {
    return vmcs(guests.currentNumber());
  }

  @Override
  public int step() {
    boolean inside = cpu.nonRoot();
    int ran = cpu.run(1);
    if (inside != cpu.nonRoot()) {
      if (inside) {
        tellExit();
      } else {
        tellEntry();
      }
    }
    return ran;
  }

  private void tellExit() {
    Vmcs vmcs = vmcs();
    guests.tell(
        new VmExit(
            guests.currentNumber(),
            vmcs.get(VmcsField.EXIT_REASON) & 0xFFFF,
            vmcs.get(VmcsField.EXIT_QUALIFICATION),
            vmcs.get(VmcsField.GUEST_RIP),
            vmcs.get(VmcsField.EXIT_LENGTH)));
  }

  private void tellEntry() {
    Vmcs vmcs = vmcs();
    int info = vmcs.get(VmcsField.ENTRY_INTERRUPTION);
    int injected = info < 0 ? info & 0xFF : -1;
    int eip = vmcs.get(VmcsField.GUEST_RIP);
    guests.tell(new VmEntry(guests.currentNumber(), eip, injected));
  }

  @Override
  public long time() {
    return host.retired();
  }

  @Override
  public boolean isInGuest() {
    return cpu.nonRoot();
  }

  @Override
  public long underway() {
    return cpu.nonRoot() ? host.retired() - entered - WAY_OUT : -1;
  }

  @Override
  public Held held(int guest) {
    int size = guests.machines().get(guest).memory().size();
    return new Held(0, 0, Memory.PAGE_SIZE, NestedPages.bytes(size));
  }

  @Override
  public boolean letsInterruptsIn(int guest) {
    return guests.machines().get(guest).letsInterruptsIn();
  }

  @Override
  public int ring(int guest) {
    if (guest == guests.currentNumber() && cpu.nonRoot()) {
      return cpu.cpl();
    }
    return launched[guest] ? vmcs(guest).get(VmcsField.GUEST_SS_RIGHTS) >>> 5 & 3 : -1;
  }

  @Override
  public Optional<Json> lastExit(int guest, String what) {
    VmcsField field =
        switch (what) {
          case "reason" -> VmcsField.EXIT_REASON;
          case "qualification" -> VmcsField.EXIT_QUALIFICATION;
          case "length" -> VmcsField.EXIT_LENGTH;
          default -> VmcsField.GUEST_RIP;
        };
    return Optional.of(Json.unsigned(vmcs(guest).get(field)));
  }

  /** What the guest has in its processor now; what is shown of it otherwise is of its last exit. */
  private VirtualCpu now(int guest) {
    boolean inside = guest == guests.currentNumber() && cpu.nonRoot();
    Vmcs vmcs = vmcs(guest);
    VirtualCpu now = new VirtualCpu();
    now.cr0 = inside ? cpu.control(0) : vmcs.get(VmcsField.GUEST_CR0);
    now.cr3 = inside ? cpu.control(3) : vmcs.get(VmcsField.GUEST_CR3);
    now.cr4 = inside ? cpu.control(4) : vmcs.get(VmcsField.GUEST_CR4);
    return now;
  }

  private NestedWalk nested(int guest, int physical) {
    return NestedWalk.of(memory, vmcs(guest).get(VmcsField.EPT_POINTER), physical);
  }

  @Override
  public int reads(int guest) {
    boolean inside = guest == guests.currentNumber() && cpu.nonRoot();
    Vmcs vmcs = vmcs(guest);
    int left = vmcs.get(VmcsField.GUEST_CS_BASE) + vmcs.get(VmcsField.GUEST_RIP);
    int linear = inside ? cpu.linearEip() : left;
    GuestTables.Walk walk =
        new GuestTables(guests.machines().get(guest).memory(), now(guest)).walk(linear);
    int reads = walk.present() ? nested(guest, walk.physical()).reads() : 0;
    for (int entry : new int[] {walk.directory(), walk.table()}) {
      reads += entry < 0 ? 0 : 1 + nested(guest, entry).reads();
    }
    return reads;
  }

  @Override
  public Json ways(int guest) {
    VirtualCpu now = now(guest);
    return now.pages()
        ? new GuestWays(guests.machines().get(guest), now, (_, at) -> behind(guest, at))
            .json("ept", reads(guest))
        : Json.NULL;
  }

  private GuestWays.Behind behind(int guest, int physical) {
    NestedWalk walk = nested(guest, physical);
    boolean open = (walk.entry() & 2) != 0;
    return new GuestWays.Behind(walk.address(), walk.entry(), walk.leads(), open, false);
  }

  @Override
  public List<Cell> cells(int guest) {
    int[] words = saved[guest].clone();
    if (guest == guests.currentNumber()) {
      registers.save(words);
    }
    int address = HostLayout.BASE + registers.address();
    return VmcsCells.of(guests.machines().get(guest), vmcs(guest), words, address);
  }

  @Override
  public Json kept(int guest) {
    return VmcsView.json(vmcs(guest));
  }

  @Override
  public void called(int frame) {
    registers.at(frame);
    switch (cpu.general[ECX]) {
      case BEGIN -> begin();
      case FAILED -> {
        current().stop(VirtualMachine.End.UNKNOWN);
        enter(Virtualization.BAD_GUEST_STATE);
      }
      default -> exit();
    }
  }

  /** The host has begun: its entry code says where its words lie, and has filled every VMCS. */
  private void begin() {
    next = HostLayout.physical(cpu.general[EDX]);
    RegisterBitmaps.build(memory);
    int pages = (HostLayout.GUESTS - HostLayout.POOL) / Memory.PAGE_SIZE / saved.length;
    for (int i = 0; i < guests.machines().size(); i++) {
      int pool = HostLayout.POOL + i * pages * Memory.PAGE_SIZE;
      GuestMemory own = guests.machines().get(i).memory();
      Vmcs vmcs = vmcs(i);
      vmcs.set(VmcsField.EPT_POINTER, NestedPages.build(memory, own, pool));
      int start = guests.start(i);
      vmcs.set(VmcsField.GUEST_RIP, start);
      vmcs.set(VmcsField.GUEST_RSP, start);
      own.write32(FIRST_TABLE + 8, 0x0000FFFF);
      own.write32(FIRST_TABLE + 12, 0x00CF9A00);
      own.write32(FIRST_TABLE + 16, 0x0000FFFF);
      own.write32(FIRST_TABLE + 20, 0x00CF9200);
      vmcs.set(VmcsField.GUEST_GDTR_BASE, FIRST_TABLE);
      vmcs.set(VmcsField.GUEST_GDTR_LIMIT, 23);
      believe(i);
    }
    registers.restore(saved[guests.currentNumber()]);
    enter(Virtualization.EXTERNAL_INTERRUPT);
  }

  /** The guest has been left. */
  private void exit() {
    VirtualMachine guest = current();
    long passed = host.retired() - entered;
    guests.spend(passed);
    guest.passed(passed - WAY_OUT - WAY_IN);
    Vmcs vmcs = vmcs();
    int reason = vmcs.get(VmcsField.EXIT_REASON);
    guest.exited(Leaving.of(reason).counted());
    believe(guests.currentNumber());
    int bits = (vmcs.get(VmcsField.GUEST_CS_RIGHTS) & WIDE_CODE) == 0 ? 16 : 32;
    guests.left(
        Leaving.of(reason).counted(),
        vmcs.get(VmcsField.GUEST_CS_BASE),
        vmcs.get(VmcsField.GUEST_RIP),
        vmcs.get(VmcsField.GUEST_SS_RIGHTS) >>> 5 & 3,
        bits);
    guests.tell(reason & 0xFF, new ExitEmulator(cpu, guest, vmcs, registers).handle(reason));
    believe(guests.currentNumber());
    enter(reason);
  }

  /** What is shown of a guest's processor; it keeps all of it itself. */
  private void believe(int number) {
    Vmcs vmcs = vmcs(number);
    VirtualCpu own = guests.machines().get(number).cpu();
    int mask = vmcs.get(VmcsField.CR0_MASK);
    int real = vmcs.get(VmcsField.GUEST_CR0);
    own.cr0 = real & ~mask | vmcs.get(VmcsField.CR0_SHADOW) & mask;
    own.cr3 = vmcs.get(VmcsField.GUEST_CR3);
    own.cr4 = vmcs.get(VmcsField.GUEST_CR4) & ~vmcs.get(VmcsField.CR4_MASK);
    own.gdtBase = vmcs.get(VmcsField.GUEST_GDTR_BASE);
    own.gdtLimit = vmcs.get(VmcsField.GUEST_GDTR_LIMIT);
    own.idtBase = vmcs.get(VmcsField.GUEST_IDTR_BASE);
    own.idtLimit = vmcs.get(VmcsField.GUEST_IDTR_LIMIT);
    own.interruptFlag = (vmcs.get(VmcsField.GUEST_RFLAGS) & INTERRUPT_FLAG) != 0;
  }

  private VirtualMachine takeTurns(int reason) {
    if (!current().runs()) {
      guests.tell(reason & 0xFF, Done.STOPPED);
    }
    int number = guests.next();
    if (number != guests.currentNumber()) {
      registers.save(saved[guests.currentNumber()]);
      guests.turnTo(number);
      registers.restore(saved[number]);
      guests.tell(reason & 0xFF, Done.SWITCHED);
    }
    return current();
  }

  /** Lets the guest have what waits for it, and sees to it that the host comes back in time. */
  private void enter(int reason) {
    VirtualMachine guest = takeTurns(reason);
    guest.wake();
    while (!guest.runs()) {
      VirtualMachine other = takeTurns(reason);
      if (other == guest) {
        memory.write32(next + 8, END);
        host.deadline().never();
        return;
      }
      guest = other;
      guest.wake();
    }
    int number = guests.currentNumber();
    inject(guest, vmcs());
    memory.write32(next, HostLayout.VMCS + number * Memory.PAGE_SIZE);
    memory.write32(next + 8, launched[number] ? RESUME : LAUNCH);
    launched[number] = true;
    int most = Math.clamp(guests.share(), 1, Guests.SHARE);
    host.deadline().in(WAY_OUT + guest.devices().clock().ticksUntilDeadline(most));
    entered = host.retired();
  }

  /** An interrupt of the guest's devices, or the wish to be told when it lets one in. */
  private static void inject(VirtualMachine guest, Vmcs vmcs) {
    boolean raised = guest.devices().pic().raised();
    boolean held = (vmcs.get(VmcsField.GUEST_INTERRUPTIBILITY) & 3) != 0;
    boolean busy = vmcs.get(VmcsField.ENTRY_INTERRUPTION) < 0;
    boolean now = raised && guest.cpu().interruptFlag && !held && !busy;
    if (now) {
      int vector = guest.devices().pic().acknowledge();
      vmcs.set(VmcsField.ENTRY_INTERRUPTION, 1 << 31 | vector);
      guest.cpu().halted = false;
    }
    int controls = vmcs.get(VmcsField.PROCESSOR_CONTROLS) & ~Controls.INTERRUPT_WINDOW_EXITING;
    boolean waits = guest.devices().pic().raised();
    int window = waits ? Controls.INTERRUPT_WINDOW_EXITING : 0;
    vmcs.set(VmcsField.PROCESSOR_CONTROLS, controls | window);
  }

  @Override
  public void saveGuest(int guest, StateWriter out) {
    out.writeInts(saved[guest]);
    out.writeBoolean(launched[guest]);
    guests.machines().get(guest).save(out);
    guests.machines().get(guest).saveOtherExits(out);
  }

  @Override
  public void loadGuest(int guest, StateReader in) {
    in.readInts(saved[guest]);
    launched[guest] = in.readBoolean();
    guests.machines().get(guest).load(in);
    guests.machines().get(guest).loadOtherExits(in);
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(guests.currentNumber());
    out.writeLong(entered);
    out.writeLong(guests.share());
    out.writeInt(next);
    out.writeInt(registers.address());
    for (int i = 0; i < saved.length; i++) {
      out.writeInts(saved[i]);
      out.writeBoolean(launched[i]);
    }
    for (VirtualMachine guest : guests.machines()) {
      guest.save(out);
      guest.saveOtherExits(out);
    }
  }

  @Override
  public void load(StateReader in) {
    int number = in.readInt();
    entered = in.readLong();
    guests.turnTo(number, in.readLong());
    next = in.readInt();
    registers.at(in.readInt());
    for (int i = 0; i < saved.length; i++) {
      in.readInts(saved[i]);
      launched[i] = in.readBoolean();
    }
    for (VirtualMachine guest : guests.machines()) {
      guest.load(in);
      guest.loadOtherExits(in);
    }
  }
}
