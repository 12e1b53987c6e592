/* Words around what is meant. */
#include "base/names.h"
#include "content/search_words.h"

#include <stddef.h>

/* "before" is not among them: it is what tells two answers apart. Nor is "not": what is denied is
 * no filler. */
static const char *const fillers[] = {
    "a",        "about",    "actually",   "after",     "afternoon",   "afterwards", "again",
    "all",      "allowed",  "already",    "alright",   "also",        "am",         "an",
    "and",      "any",      "anyone",     "anything",  "are",         "as",         "asap",
    "ask",      "asked",    "asking",     "asks",      "at",          "away",       "back",
    "be",       "because",  "been",       "being",     "boyfriend",   "brother",    "but",
    "by",       "can",      "cant",       "could",     "cud",         "d",          "dad",
    "daughter", "day",      "days",       "dear",      "did",         "do",         "does",
    "doing",    "don",      "down",       "during",    "evening",     "everything", "father",
    "fine",     "for",      "friday",     "friend",    "friends",     "from",       "get",
    "gets",     "getting",  "girlfriend", "go",        "goes",        "going",      "got",
    "had",      "has",      "have",       "having",    "he",          "hello",      "help",
    "her",      "here",     "hey",        "hi",        "him",         "his",        "how",
    "husband",  "i",        "if",         "im",        "immediately", "in",         "into",
    "is",       "it",       "its",        "ive",       "just",        "keep",       "kid",
    "kids",     "know",     "later",      "let",       "like",        "ll",         "long",
    "lot",      "lots",     "m",          "many",      "may",         "maybe",      "me",
    "mine",     "mom",      "monday",     "month",     "months",      "morning",    "mother",
    "much",     "mum",      "must",       "my",        "need",        "needs",      "next",
    "normal",   "now",      "of",         "ok",        "okay",        "on",         "once",
    "or",       "our",      "partner",    "people",    "please",      "pls",        "plz",
    "possible", "post",     "put",        "r",         "re",          "really",     "right",
    "s",        "safe",     "saturday",   "say",       "says",        "she",        "should",
    "shud",     "since",    "sister",     "so",        "some",        "someone",    "something",
    "son",      "soon",     "sorry",      "start",     "stay",        "staying",    "stays",
    "still",    "stop",     "sunday",     "sure",      "t",           "take",       "takes",
    "tell",     "than",     "thank",      "thanks",    "that",        "thats",      "the",
    "their",    "them",     "then",       "there",     "these",       "they",       "thing",
    "things",   "this",     "those",      "thursday",  "til",         "till",       "to",
    "today",    "tomorrow", "tonight",    "too",       "treatment",   "try",        "tuesday",
    "u",        "until",    "untill",     "ur",        "us",          "use",        "using",
    "ve",       "very",     "want",       "wanted",    "wants",       "was",        "wat",
    "we",       "wear",     "wearing",    "wednesday", "week",        "weekend",    "weeks",
    "wen",      "went",     "were",       "what",      "whats",       "when",       "where",
    "which",    "while",    "who",        "whom",      "why",         "wife",       "will",
    "with",     "wonder",   "wondering",  "would",     "wud",         "yesterday",  "you",
    "your",     NULL};

bool search_is_filler(const char *word)
{
    return names_have(fillers, word);
}
