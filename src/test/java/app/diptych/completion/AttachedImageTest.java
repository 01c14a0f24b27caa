package app.diptych.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an image, and how much of it. */
class AttachedImageTest {
  @TempDir Path folder;

  @Test
  void tellsTheKindByTheFirstBytes() {
    Map.of(
            "\u0089PNG\r\n\u001A\n...", "image/png",
            "\u00FF\u00D8\u00FF\u00E0...", "image/jpeg",
            "GIF87a...", "image/gif",
            "GIF89a...", "image/gif",
            "RIFF\u0001\u0002\u0003\u0004WEBPVP8 ", "image/webp")
        .forEach((start, mediaType) -> {
          byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
          assertThat(AttachedImage.of(bytes).mediaType()).isEqualTo(mediaType);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GIF88a", "RIFF1234WAVE", "\u0089PNG", "<svg/>", "BM......"})
  void refusesWhatIsNoImageThatModelsRead(String start) {
    assertThatThrownBy(() -> AttachedImage.of(start.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The image is no PNG, JPEG, WebP or GIF: save it as one of these.");
  }

  @Test
  void takesTwentyMebibytesAndNotOneByteMore() throws Exception {
    byte[] most = TestImages.png(AttachedImage.MOST_BYTES, 1);
    assertThat(AttachedImage.ofBase64(AttachedImage.of(most).base64()).size())
        .isEqualTo(AttachedImage.MOST_BYTES);
    Path larger = Files.write(folder.resolve("large.png"), Arrays.copyOf(most, most.length + 1));
    assertThatThrownBy(() -> AttachedImage.read(larger))
        .hasMessage("The image " + larger + " is larger than 20 MiB: make it smaller.");
    assertThatThrownBy(() -> AttachedImage.ofBase64("A".repeat(40 << 20)))
        .hasMessageContaining("larger than 20 MiB");
  }

  @Test
  void saysWhichFileCannotBeRead() {
    assertThatThrownBy(() -> AttachedImage.read(folder.resolve("none.png")))
        .hasMessageEndingWith("none.png is not there: check its name.");
    assertThatThrownBy(() -> AttachedImage.read(folder)).hasMessageContaining("is no file");
  }

  @Test
  void isTheSameWhenItsBytesAre() {
    AttachedImage image = TestImages.image(50, 1);
    assertThat(TestImages.image(50, 1)).isEqualTo(image).hasSameHashCodeAs(image);
    assertThat(TestImages.image(50, 2)).isNotEqualTo(image);
    assertThat(Message.user("Hi", List.of(image))).isNotEqualTo(Message.user("Hi"));
  }

  @Test
  void cannotBeChangedFromOutside() {
    byte[] bytes = TestImages.png(50, 1);
    AttachedImage image = AttachedImage.of(bytes);
    bytes[20]++;
    assertThat(image).isEqualTo(TestImages.image(50, 1));
  }

  @Test
  void neverShowsItsBytes() {
    AttachedImage image = TestImages.image(3_000, 1);
    assertThat(Message.user("Hi", List.of(image)).toString())
        .contains("image/png of 3000 bytes")
        .hasSizeLessThan(150);
  }

  @Test
  void itsPiecesAreTheWholeText() {
    for (int size : new int[] {8, 3 << 14, (3 << 14) + 1, (3 << 15) + 2}) {
      AttachedImage image = TestImages.image(size, size);
      StringBuilder pieces = new StringBuilder();
      image.base64(pieces::append);
      assertThat(pieces.toString()).isEqualTo(image.base64());
      assertThat(AttachedImage.ofBase64(image.base64())).isEqualTo(image);
    }
  }

  @Test
  void onlyTheUserShowsImagesAndNotTooMany() {
    AttachedImage image = TestImages.image(50, 1);
    assertThatThrownBy(() -> new Message(Role.ASSISTANT, "Look", List.of(image)))
        .hasMessage("Only a message of the user can carry images.");
    assertThatThrownBy(() -> Message.user("Look", Collections.nCopies(9, image)))
        .hasMessage("A prompt can carry at most 8 images; this one has 9.");
  }

  @Test
  void boundsTheImagesOfAWholeConversation() {
    AttachedImage image = TestImages.image(17 << 20, 1);
    List<Message> messages =
        List.of(
            Message.user("One", List.of(image)),
            Message.assistant("Yes"),
            Message.user("Two", List.of(image)));
    assertThatThrownBy(() -> new CompletionRequest("m", messages, Sampling.providerDefaults()))
        .hasMessageContaining("more than 32 MiB together");
  }
}
