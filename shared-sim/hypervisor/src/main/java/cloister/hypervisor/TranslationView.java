package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.disasm.Line;
import cloister.hypervisor.translation.Listing;
import cloister.hypervisor.translation.TranslationCache;
import java.util.ArrayList;
import java.util.List;

/** A guest's translations as a page shows them: each unit, its source and what it became. */
final class TranslationView {
  /** Units whose instructions are shown: those that were made last. */
  private static final int MOST = 48;

  private static final Disassembler DISASSEMBLER = new Disassembler(new OpcodeTable());

  private TranslationView() {}

  /**
   * What is shown of a guest.
   *
   * @param base linear address of the guest's code segment
   * @param at offset in the cache, where the processor is or was when the guest was left
   * @param runs true when the processor is there
   */
  record Shown(TranslationCache cache, int base, int at, boolean runs) {
    private int linear(int offset) {
      return HostLayout.BASE + cache.base() + offset;
    }
  }

  static Json json(VirtualMachine guest, Shown shown) {
    TranslationCache cache = shown.cache();
    List<Listing> listings = cache.listings();
    int first = Math.max(0, listings.size() - MOST);
    List<Json> units = new ArrayList<>();
    for (Listing listing : listings.subList(first, listings.size())) {
      units.add(unit(guest, shown, listing));
    }
    Json.Members members =
        Json.object()
            .put("made", cache.counts().units())
            .put("chains", cache.counts().chains())
            .put("found", cache.counts().foundInTable())
            .put("flushes", cache.counts().flushes())
            .put("drops", cache.counts().drops())
            .put("adapted", cache.counts().adapted())
            .put("restored", cache.counts().restored())
            .put("avoided", cache.counts().avoided())
            .put("used", cache.usedBytes())
            .put("bytes", cache.bytes())
            .put("hidden", first)
            .put("runs", shown.runs())
            .put("at", Hex.hex32(shown.linear(shown.at())))
            .put("units", units);
    cache
        .listingAt(shown.at())
        .ifPresent(listing -> members.put("unit", Hex.hex32(shown.linear(listing.start()))));
    return members.build();
  }

  private static Json unit(VirtualMachine guest, Shown shown, Listing listing) {
    List<Json> rows = new ArrayList<>();
    for (Listing.Row row : listing.rows()) {
      rows.add(row(guest, shown, row));
    }
    List<Json> leadsTo = new ArrayList<>();
    for (int eip : listing.leadsTo()) {
      leadsTo.add(Json.of(Hex.hex32(eip)));
    }
    return Json.object()
        .put("eip", Hex.hex32(listing.eip()))
        .put("at", Hex.hex32(shown.linear(listing.start())))
        .put("entered", listing.entered())
        .put("aside", listing.aside())
        .put("leadsTo", leadsTo)
        .put("rows", rows)
        .build();
  }

  private static Json row(VirtualMachine guest, Shown shown, Listing.Row row) {
    boolean here = row.offset() <= shown.at() && shown.at() < row.end();
    Json.Members members =
        Json.object()
            .put("eip", Hex.hex32(row.eip()))
            .put("kind", row.kind())
            .put("here", here)
            .put("refusals", row.refusals());
    if (!row.kind().equals("way-out")) {
      Line source = GuestListing.line(guest, shown.base(), row.eip(), 32);
      members.put("source", source.text());
      members.put(
          "bytes",
          bytes(source.length(), i -> GuestListing.look(guest, shown.base() + row.eip() + i)));
    }
    List<Json> code = new ArrayList<>();
    for (int offset = row.offset(); offset < row.end(); ) {
      Line line = DISASSEMBLER.disassemble(shown.cache()::byteAt, offset, shown.linear(offset), 32);
      code.add(
          Json.object()
              .put("at", Hex.hex32(shown.linear(offset)))
              .put("text", line.text())
              .put("next", offset == shown.at())
              .build());
      offset += line.length();
    }
    return members.put("code", code).build();
  }

  private interface Bytes {
    int at(int index);
  }

  private static String bytes(int count, Bytes from) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(Hex.hex8(from.at(i)));
    }
    return text.toString();
  }
}
