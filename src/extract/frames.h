/* SPDX-License-Identifier: MIT */
/* frames.h - asking the frames: who did what to whom. A frame is made when it is first asked for:
 * most never are. Frames and arguments stay where they are. */
#ifndef FRAMES_H
#define FRAMES_H
#include "document.h"

/* The frame whose predicate that token is, or NULL. */
const Frame *frame_of(const Document *document, uint32_t token);
/* All of its arguments. */
const FrameArgument *frame_arguments(const Document *document, const Frame *frame);
/* The best argument with that role, or NULL. Coordinated arguments are one, under their first. */
const FrameArgument *frame_argument(const Document *document, const Frame *frame, FrameRole role);
/* Its head token, or NONE; `frame` may be NULL. */
uint32_t frame_role_head(const Document *document, const Frame *frame, FrameRole role);
#endif
