#pragma once
#include <curl/curl.h>
#include <git2.h>
