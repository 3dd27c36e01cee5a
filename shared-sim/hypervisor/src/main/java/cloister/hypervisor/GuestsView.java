package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The guests as a page shows them: what each believes, what the hypervisor keeps for it, and what
 * the processor really has.
 */
final class GuestsView {
  private GuestsView() {}

  static Json json(Guests guests, Technique technique, GuestSnapshots snapshots, String name) {
    List<Json> rows = new ArrayList<>();
    for (int i = 0; i < guests.machines().size(); i++) {
      if (guests.isLoaded(i)) {
        rows.add(
            row(guests, i, technique)
                .put("technique", name)
                .put("away", snapshots.isAway(i))
                .put("snapshot", snapshots.isKept(i) ? snapshots.ticks(i) : -1)
                .build());
      }
    }
    return Json.object().put("guests", rows).build().get("guests");
  }

  private static Json lie(Lie lie) {
    return Json.object()
        .put("at", Hex.hex32(lie.eip()))
        .put("instruction", lie.instruction().text())
        .put("what", lie.what().text())
        .put("got", Hex.hex32(lie.got()))
        .put("due", Hex.hex32(lie.due()))
        .build();
  }

  private static Json exitsBy(VirtualMachine guest) {
    Json.Members counts = Json.object();
    for (ExitReason reason : ExitReason.values()) {
      if (reason.ordinal() >= ExitReason.UNTRANSLATED && guest.exits(reason) == 0) {
        continue;
      }
      counts.put(reason.id(), guest.exits(reason));
    }
    return counts.build();
  }

  private static Json.Members row(Guests guests, int number, Technique technique) {
    int ring = technique.ring(number);
    Json kept = technique.kept(number);
    Json ways = technique.ways(number);
    VirtualMachine guest = guests.machines().get(number);
    VirtualCpu cpu = guest.cpu();
    Json.Members members = Json.object();
    members
        .put("name", String.valueOf((char) ('A' + number)))
        .put("state", guests.state(number))
        .put("inside", technique.isInGuest() && number == guests.currentNumber())
        .put("ring", VirtualMachine.believedRing(ring))
        .put("realRing", ring)
        .put("interrupts", technique.letsInterruptsIn(number))
        .put("memory", guest.memory().size())
        .put("segments", Hex.hex32(cpu.gdtBase))
        .put("pages", cpu.pages() ? Hex.hex32(cpu.cr3) : "")
        .put("instructions", Json.unsigned((int) (guest.ticks() >> 32), (int) guest.ticks()))
        .put("exits", guest.exits())
        .put("exitsBy", exitsBy(guest))
        .put("hypercalls", guest.calls())
        .put("lies", guest.lies())
        .put("lastLie", lie(guest.lastLie()))
        .put("console", guest.devices().console().text());
    if (kept != Json.NULL) {
      members.put("vmcs", kept);
    }
    Json shared = ChannelsView.json(guest.channels());
    if (shared != Json.NULL) {
      members.put("shared", shared);
    }
    if (ways != Json.NULL) {
      members.put("ways", ways);
    }
    technique
        .translated(number)
        .ifPresent(shown -> members.put("translation", TranslationView.json(guest, shown)));
    return members;
  }
}
