// LTC by libltc, for the tests: an encoder and a decoder that know nothing of ours.
//   libltc-peer write SAMPLE_RATE NUM DEN DROP HH:MM:SS:FF FRAMES   unsigned bytes on stdout, frames on stderr
//   libltc-peer read SAMPLE_RATE NUM DEN                            unsigned bytes on stdin, frames on stdout
// A frame is a line: its label, the drop-frame flag, its ten bytes.
#include <ltc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void tell(FILE *out, LTCFrame *frame) {
  SMPTETimecode t;
  unsigned char bytes[10];
  ltc_frame_to_time(&t, frame, 0);
  memcpy(bytes, frame, sizeof bytes);
  fprintf(out, "%02d:%02d:%02d:%02d %d ", t.hours, t.mins, t.secs, t.frame, frame->dfbit);
  for (int i = 0; i < 10; i++) fprintf(out, "%02x", bytes[i]);
  fputc('\n', out);
}

static int write_ltc(double rate, double fps, int drop, const char *start, int frames) {
  SMPTETimecode t;
  LTCFrame frame;
  int h, m, s, f;
  memset(&t, 0, sizeof t);
  strcpy(t.timezone, "+0000");
  if (sscanf(start, "%d:%d:%d:%d", &h, &m, &s, &f) != 4) return 2;
  t.hours = h, t.mins = m, t.secs = s, t.frame = f;
  LTCEncoder *encoder =
      ltc_encoder_create(rate, fps, fps == 25 ? LTC_TV_625_50 : LTC_TV_525_60, 0);
  ltc_encoder_set_timecode(encoder, &t);
  ltc_encoder_get_frame(encoder, &frame);
  frame.dfbit = drop;
  ltc_encoder_set_frame(encoder, &frame);
  for (int i = 0; i < frames; i++) {
    ltc_encoder_get_frame(encoder, &frame);
    tell(stderr, &frame);
    ltc_encoder_encode_frame(encoder);
    ltcsnd_sample_t *sound;
    int length = ltc_encoder_get_bufferptr(encoder, &sound, 1);
    fwrite(sound, 1, (size_t)length, stdout);
    ltc_encoder_inc_timecode(encoder);
  }
  ltc_encoder_free(encoder);
  return 0;
}

static int read_ltc(double rate, double fps) {
  ltcsnd_sample_t block[1024];
  LTCFrameExt frame;
  size_t length;
  ltc_off_t at = 0;
  LTCDecoder *decoder = ltc_decoder_create((int)(rate / fps), 64);
  while ((length = fread(block, 1, sizeof block, stdin)) > 0) {
    ltc_decoder_write(decoder, block, length, at);
    at += (ltc_off_t)length;
    while (ltc_decoder_read(decoder, &frame)) tell(stdout, &frame.ltc);
  }
  ltc_decoder_free(decoder);
  return 0;
}

int main(int count, char **args) {
  if (count < 5) return 2;
  double rate = atof(args[2]), fps = atof(args[3]) / atof(args[4]);
  if (!strcmp(args[1], "read")) return read_ltc(rate, fps);
  if (count < 8) return 2;
  return write_ltc(rate, fps, atoi(args[5]), args[6], atoi(args[7]));
}
