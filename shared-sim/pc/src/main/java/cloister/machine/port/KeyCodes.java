package cloister.machine.port;

import java.util.Map;
import java.util.TreeMap;

/**
 * Scan codes of set 2 by the names that browsers give to the places of keys (UI Events
 * KeyboardEvent code Values). Pause is not there: it has no release.
 */
final class KeyCodes {
  /** Set for keys whose codes begin with E0. */
  static final int EXTENDED = 0x100;

  /** Key and code in turn; three digits are an extended key. */
  private static final String TABLE =
      """
      KeyA 1c KeyB 32 KeyC 21 KeyD 23 KeyE 24 KeyF 2b KeyG 34 KeyH 33 KeyI 43 KeyJ 3b KeyK 42
      KeyL 4b KeyM 3a KeyN 31 KeyO 44 KeyP 4d KeyQ 15 KeyR 2d KeyS 1b KeyT 2c KeyU 3c KeyV 2a
      KeyW 1d KeyX 22 KeyY 35 KeyZ 1a
      Digit0 45 Digit1 16 Digit2 1e Digit3 26 Digit4 25 Digit5 2e Digit6 36 Digit7 3d Digit8 3e
      Digit9 46
      Backquote 0e Minus 4e Equal 55 Backslash 5d IntlBackslash 61 BracketLeft 54 BracketRight 5b
      Semicolon 4c Quote 52 Comma 41 Period 49 Slash 4a
      Space 29 Backspace 66 Tab 0d CapsLock 58 Enter 5a Escape 76
      ShiftLeft 12 ShiftRight 59 ControlLeft 14 ControlRight 114 AltLeft 11 AltRight 111
      MetaLeft 11f MetaRight 127 ContextMenu 12f
      Insert 170 Home 16c PageUp 17d Delete 171 End 169 PageDown 17a
      ArrowUp 175 ArrowLeft 16b ArrowDown 172 ArrowRight 174
      NumLock 77 NumpadDivide 14a NumpadMultiply 7c NumpadSubtract 7b NumpadAdd 79
      NumpadEnter 15a NumpadDecimal 71 Numpad0 70 Numpad1 69 Numpad2 72 Numpad3 7a Numpad4 6b
      Numpad5 73 Numpad6 74 Numpad7 6c Numpad8 75 Numpad9 7d
      F1 05 F2 06 F3 04 F4 0c F5 03 F6 0b F7 83 F8 0a F9 01 F10 09 F11 78 F12 07
      PrintScreen 17c ScrollLock 7e
      """;

  private static final Map<String, Integer> CODES = parse();

  private KeyCodes() {}

  /** The code of a key, {@link #EXTENDED} set where it is such; -1 for keys that a PC has not. */
  static int of(String key) {
    return CODES.getOrDefault(key, -1);
  }

  private static Map<String, Integer> parse() {
    Map<String, Integer> codes = new TreeMap<>();
    String key = "";
    int start = 0;
    for (int i = 0; i < TABLE.length(); i++) {
      if (TABLE.charAt(i) <= ' ') {
        String word = TABLE.substring(start, i);
        start = i + 1;
        if (key.isEmpty()) {
          key = word;
        } else {
          codes.put(key, Integer.parseInt(word, 16));
          key = "";
        }
      }
    }
    return codes;
  }
}
