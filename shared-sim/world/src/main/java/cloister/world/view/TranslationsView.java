package cloister.world.view;

import cloister.codec.Json;
import cloister.cpu.paging.PageEntry;
import cloister.cpu.paging.PageWalk;
import cloister.cpu.paging.Tlb;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a translation lookaside buffer holds. A translation is stale when the tables say something
 * else meanwhile: the processor goes by what it keeps (SDM 3, 5.10).
 */
final class TranslationsView {
  private final Scene scene;

  TranslationsView(Scene scene) {
    this.scene = scene;
  }

  List<Json> json(Tlb tlb) {
    List<Json> rows = new ArrayList<>();
    for (int slot = 0; slot < tlb.slots(); slot++) {
      if (tlb.used(slot)) {
        rows.add(row(tlb, slot));
      }
    }
    return rows;
  }

  private Json row(Tlb tlb, int slot) {
    PageRights rights = PageRights.cached(tlb.rights(slot));
    return Json.object()
        .putUnsigned("linear", tlb.linear(slot))
        .putUnsigned("physical", tlb.physical(slot))
        .put("text", scene.words().text(rights.words()))
        .put("user", rights.user())
        .put("global", rights.global())
        .put("stale", scene.words().sentence(stale(tlb, slot, rights)))
        .build();
  }

  private Optional<Message> stale(Tlb tlb, int slot, PageRights cached) {
    PageWalk walk = scene.cpu().paging().probe(tlb.linear(slot));
    if (!walk.complete()) {
      return Optional.of(Message.of("view.page.stale-absent"));
    }
    PageRights now = PageRights.of(walk);
    if (walk.frame() != tlb.physical(slot) || !now.equals(cached)) {
      return Optional.of(
          Message.of(
              "view.page.stale",
              Argument.hex32("physical", walk.frame()),
              Argument.text("rights", now.words())));
    }
    boolean cleaned = PageEntry.has(tlb.rights(slot), PageEntry.DIRTY) && !walk.dirty();
    return cleaned ? Optional.of(Message.of("view.page.stale-dirty")) : Optional.empty();
  }
}
