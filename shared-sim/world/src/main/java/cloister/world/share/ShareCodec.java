package cloister.world.share;

import cloister.codec.Base64Url;
import cloister.codec.Deflate;
import cloister.codec.Inflate;
import cloister.codec.Utf8;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.Optional;

/** A sandbox as the fragment of a link: JSON, compressed, in base64url. */
public final class ShareCodec {
  /** Longest fragment; longer sandboxes need a short link or a file. */
  public static final int MAX_FRAGMENT = 8 << 10;

  /** Largest JSON that a fragment may hold. */
  public static final int MAX_JSON = 1 << 20;

  private ShareCodec() {}

  /** The fragment, or nothing when it would be too long. */
  public static Optional<String> encode(Sandbox sandbox) {
    byte[] json = Utf8.encode(sandbox.toJson().write());
    String fragment = Base64Url.encode(Deflate.compress(json));
    return fragment.length() <= MAX_FRAGMENT ? Optional.of(fragment) : Optional.empty();
  }

  public static Sandbox decode(String fragment) throws InvalidInput {
    if (fragment.length() > MAX_FRAGMENT) {
      throw new InvalidInput(
          "fragment", Message.of("error.field.long", Argument.decimal("most", MAX_FRAGMENT)));
    }
    Optional<byte[]> json =
        Base64Url.decode(fragment).flatMap(packed -> Inflate.decompress(packed, MAX_JSON));
    if (json.isEmpty()) {
      throw new InvalidInput("fragment", Message.of("error.share.broken"));
    }
    String text = Utf8.decode(json.get());
    return Sandbox.of(Texts.json(text, MAX_JSON), "");
  }
}
