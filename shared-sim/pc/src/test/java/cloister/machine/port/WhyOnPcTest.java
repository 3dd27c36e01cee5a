package cloister.machine.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a PC says of a refusal is what the lab says of it. */
class WhyOnPcTest {
  /** A boot sector that enters ring 3 and asks there for what it may not have. */
  private static final String RING_3 =
      """
      bits 16
      org 0x7c00
      xor ax, ax
      mov ds, ax
      cli
      lgdt [gdtr]
      lidt [idtr]
      mov eax, cr0
      or eax, 1
      mov cr0, eax
      jmp 0x08:protected
      bits 32
      protected:
      mov ax, 0x10
      mov ds, ax
      mov ss, ax
      mov esp, 0x7000
      mov dword [tss + 4], 0x7000
      mov word [tss + 8], 0x10
      mov ax, 0x28
      ltr ax
      mov byte [gdt + 0x1d], 0xfa
      push 0x23
      push 0x6000
      push 2
      push 0x1b
      push user
      iret
      user:
      mov ecx, 3000
      spin: loop spin
      refused: %s
      handler: add dword [esp + 4], 2
      add esp, 4
      iret
      gdtr: dw 47
      dd gdt
      idtr: dw %s
      dd idt
      align 8
      gdt: dq 0
      dq 0x00cf9a000000ffff
      dq 0x00cf92000000ffff
      dq 0x00cff8000000ffff
      dq 0x00cff2000000ffff
      dw 103, tss, 0x8900, 0
      idt: times 13 dq 0
      dw handler, 8, 0x8e00, 0
      tss equ 0x5000
      times 510 - ($ - $$) db 0
      dw 0xaa55
      """;

  private final PcPort port = new PcPort();

  private Json.Obj good(String request) {
    Json.Obj answer = parse(port.request(request));
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return answer;
  }

  private static Json.Obj parse(String json) {
    try {
      return (Json.Obj) JsonParser.parse(json);
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void power() {
    assertTrue(port.addBios(Images.latin1(Images.resource("bios/bios.bin"))));
    Json.Members all = Json.object();
    for (String file :
        List.of("machine/src/main/messages/en/why", "base/src/main/messages/en/rule")) {
      Json.Obj words = parse(Images.text("../" + file + ".json"));
      words.members().forEach(all::put);
    }
    good("{\"do\":\"words\",\"catalogue\":" + all.build().write() + "}");
  }

  private void start(String source) {
    assertTrue(port.addImage(Images.latin1(Images.assembled(source))));
    good("{\"do\":\"look\"}");
    good("{\"do\":\"start\",\"memory\":2}");
  }

  private Json.Obj run(int steps) {
    return good("{\"do\":\"run\",\"steps\":" + steps + ",\"untilMillis\":9000000000}");
  }

  private static int number(Json.Obj of, String name) {
    return (int) ((Json.Num) of.get(name)).value();
  }

  private void seek(int step) {
    good("{\"do\":\"seek\",\"step\":" + step + "}");
  }

  /** Looks back for the last refusal; its step, or 0. */
  private int lastRefusal() {
    Json.Obj answer = good("{\"do\":\"refusal\"}");
    while (answer.get("done").equals(Json.of(false))) {
      answer = good("{\"do\":\"search\"}");
    }
    return answer.get("refused") instanceof Json.Num found ? (int) found.value() : 0;
  }

  private List<Json.Obj> cards() {
    List<Json.Obj> cards = new ArrayList<>();
    for (Json one : ((Json.Arr) good("{\"do\":\"why\"}").get("why")).items()) {
      cards.add((Json.Obj) ((Json.Obj) one).get("card"));
    }
    return cards;
  }

  private static String text(Json.Obj card, String name) {
    return ((Json.Str) ((Json.Obj) card.get(name)).get("text")).value();
  }

  private static List<Json.Obj> rows(Json.Obj card) {
    return ((Json.Arr) card.get("rows")).items().stream().map(Json.Obj.class::cast).toList();
  }

  private String digest() {
    return ((Json.Str) good("{\"do\":\"digest\"}").get("digest")).value();
  }

  @Test
  void cliInRing3NamesWhatTheLabNames() {
    start(RING_3.formatted("cli\nnop\njmp $", "0x6f"));
    run(3_000_000);
    String digest = digest();
    int refused = lastRefusal();
    assertEquals(digest, digest(), "looking for it changes nothing");
    seek(refused);
    digest = digest();
    List<Json.Obj> cards = cards();
    assertEquals(digest, digest(), "asking changes nothing");
    assertEquals(1, cards.size());
    Json.Obj card = cards.getFirst();
    assertEquals("cli refused: #GP(0)", text(card, "title"));
    assertEquals("3 \u2264 0", ((Json.Str) ((Json.Obj) card.get("verdict")).get("text")).value());
    int iret = refused - 3002;
    assertEquals(
        "CS 001B, bits 1:0, set by iret at step " + iret, text(rows(card).get(0), "source"));
    assertEquals(Json.of(iret), rows(card).get(0).get("step"));
    assertEquals("not asked: cli names no descriptor", text(rows(card).get(2), "source"));
    seek(refused + 1);
    assertEquals(cards, cards(), "its delivery");
    seek(refused + 2);
    assertEquals(List.of(), cards());
    seek(refused - 1);
    assertEquals(List.of(), cards());
  }

  @Test
  void theDplOfAGateIsLookedUpWithWhoWroteIt() {
    start(RING_3.formatted("int 13\njmp $", "0x6f"));
    run(3_000_000);
    seek(lastRefusal());
    Json.Obj card = cards().getFirst();
    assertEquals("int 0xd refused: #GP(0x6A)", text(card, "title"));
    String dpl = text(rows(card).get(1), "source");
    assertTrue(dpl.startsWith("IDT entry 0x0D at 0000"), dpl);
    assertTrue(dpl.contains("set by insw at step") || dpl.contains("set by rep"), dpl);
  }

  @Test
  void aDescriptorOfTheLocalTableIsNotLookedForInTheGlobalOne() {
    String ring3 = RING_3.formatted("mov ax, 0x0f\nmov fs, ax\njmp $", "0x6f");
    start(
        ring3
            .replace("ltr ax", "ltr ax\nmov ax, 0x30\nlldt ax")
            .replace("dw 47", "dw 55")
            .replace(
                "idt: times", "dw 15, ldt, 0x8200, 0\nldt: dq 0, 0x00cf92000000ffff\nidt: times"));
    run(3_000_000);
    seek(lastRefusal());
    Json.Obj card = cards().getFirst();
    assertEquals("mov fs, ax refused: #GP(0xC)", text(card, "title"));
    List<String> sources = rows(card).stream().map(row -> text(row, "source")).toList();
    String dpl = sources.stream().filter(row -> row.contains("entry")).findFirst().orElse("");
    assertTrue(dpl.matches("LDT entry 1 at 00007C.., set by (insw|rep) at step .*"), dpl);
  }

  /** As docs/reference/pc.md has it: no further back than this many steps. */
  @ParameterizedTest
  @ValueSource(ints = {3_900_000, 4_100_000})
  void whoSetANumberIsLookedForInTheLastFourMillionSteps(int spins) {
    start(RING_3.formatted("cli\nnop\njmp $", "0x6f").replace("ecx, 3000", "ecx, " + spins));
    run(6_000_000);
    seek(lastRefusal());
    String cpl = text(rows(cards().getFirst()).get(0), "source");
    assertEquals(spins > 4_000_000, cpl.endsWith("set long before"), cpl);
  }

  @Test
  void aTripleFaultIsThreeExceptionsAndEachSaysWhy() {
    start(RING_3.formatted("cli\njmp $", "0"));
    Json.Obj status = (Json.Obj) run(3_000_000).get("status");
    assertTrue(status.get("shutDown") instanceof Json.Obj, status.write());
    List<Json.Obj> cards = cards();
    List<String> titles = cards.stream().map(card -> text(card, "title")).toList();
    assertEquals(List.of("cli refused: #GP(0)", "Refused: #DF(0)", "Refused: #GP(0x43)"), titles);
    String rule =
        "A vector must lie within the interrupt descriptor table: its entry ends at or before the"
            + " limit, the offset of the table's last byte.";
    assertEquals(rule, text(cards.get(1), "rule"));
    assertEquals(rule, text(cards.get(2), "rule"));
    assertEquals(number(status, "step") - 1, lastRefusal(), "the double fault");
  }

  @Test
  void aHaltThatNothingEndsNamesWhoShutInterruptsOut() {
    start("bits 16\norg 0x7c00\nnop\ncli\nnop\nhlt\ntimes 510 - ($ - $$) db 0\ndw 0xaa55\n");
    run(3_000_000);
    Json.Obj halt = (Json.Obj) good("{\"do\":\"why\"}").get("halt");
    assertEquals(Json.of(false), halt.get("interrupts"));
    assertEquals(Json.of("cli"), halt.get("cleared"));
    assertEquals(number(halt, "step") - 2, number(halt, "clearedAt"));
  }

  @Test
  void aGuestThatGetsNowhereEndsItsRunAndSaysWhatRefusesIt() {
    start(
        """
        bits 16
        org 0x7c00
        xor ax, ax
        mov ds, ax
        mov bx, 0xf000
        mov ss, bx
        mov word [24], lost
        mov word [26], 0
        lost: ud2
        times 510 - ($ - $$) db 0
        dw 0xaa55
        """);
    Json.Obj status = (Json.Obj) run(20_000_000).get("status");
    assertEquals(Json.of(true), status.get("gotNowhere"));
    assertTrue(number(status, "step") < 2_000_000, status.write());
    assertEquals("ud2 refused: #UD", text(cards().getFirst(), "title"));
    assertEquals(Json.of(false), ((Json.Obj) run(1).get("status")).get("gotNowhere"));
  }

  @Test
  void refusalsAreFoundToTheBeginningAndNoFurther() {
    start("bits 16\norg 0x7c00\nspin: jmp spin\ntimes 510 - ($ - $$) db 0\ndw 0xaa55\n");
    run(12_000_000);
    assertEquals(0, lastRefusal());
  }
}
