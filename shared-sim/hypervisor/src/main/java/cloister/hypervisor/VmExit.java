package cloister.hypervisor;

import cloister.codec.Json;
import cloister.event.Event;
import cloister.event.MarkKind;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The processor has left a guest, and its VMCS says why (SDM 3, chapter 27).
 *
 * @param guest its number, from 0
 * @param reason the basic exit reason
 * @param qualification whose meaning depends on the reason
 * @param eip of the guest
 * @param length of the instruction, where one is the reason; else 0
 */
public record VmExit(int guest, int reason, int qualification, int eip, int length)
    implements Event.PartEvent {
  @Override
  public String name() {
    return "vm.exit";
  }

  @Override
  public OptionalInt number() {
    return OptionalInt.of(reason);
  }

  @Override
  public OptionalInt detail() {
    return OptionalInt.of(eip);
  }

  @Override
  public Message sentence() {
    return Message.of(
        "vm.exit",
        GuestExited.letter(guest),
        Argument.code("why", Leaving.of(reason).text()),
        Argument.decimal("reason", reason),
        Argument.hex("qualification", qualification),
        Argument.hex("eip", eip));
  }

  @Override
  public void write(Json.Members out) {
    out.put("guest", guest)
        .put("reason", reason)
        .putUnsigned("qualification", qualification)
        .putUnsigned("eip", eip)
        .put("length", length);
  }

  @Override
  public Optional<MarkKind> mark() {
    return Optional.of(MarkKind.EXIT);
  }

  /** The instruction at which a guest is left has done nothing. */
  @Override
  public boolean tellsStep() {
    return true;
  }
}
