#pragma once
#include <git2.h>
#include <git2/sys/transport.h>
/* Newer releases declare here how to clear an error. */
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif
