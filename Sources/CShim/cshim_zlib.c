#include "cshim.h"

#include <stdlib.h>
#include <zlib.h>

struct cshim_inflater {
    z_stream stream;
};

cshim_inflater *cshim_inflate_open(void) {
    cshim_inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater && inflateInit(&inflater->stream) != Z_OK) {
        free(inflater);
        return NULL;
    }
    return inflater;
}

int cshim_inflate(
    cshim_inflater *inflater, const void *input, size_t length, size_t *taken, void *output, size_t room, size_t *made) {
    z_stream *stream = &inflater->stream;
    stream->next_in = (Bytef *)input + *taken;
    stream->avail_in = (uInt)(length - *taken);
    stream->next_out = output;
    stream->avail_out = (uInt)room;
    int code = inflate(stream, Z_NO_FLUSH);
    *taken = length - stream->avail_in;
    *made = room - stream->avail_out;
    if (code == Z_STREAM_END) return 1;
    return code == Z_OK || code == Z_BUF_ERROR ? 0 : -1;
}

void cshim_inflate_close(cshim_inflater *inflater) {
    inflateEnd(&inflater->stream);
    free(inflater);
}

size_t cshim_deflate_room(size_t length) {
    return compressBound(length);
}

size_t cshim_deflate(const void *input, size_t length, void *output, size_t room) {
    uLongf made = room;
    return compress2(output, &made, input, length, Z_DEFAULT_COMPRESSION) == Z_OK ? made : 0;
}
