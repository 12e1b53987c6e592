#include "content/search_contact.h"

#include <string.h>

/* Folded words with blanks between them. What is often asked of other things stands with a
 * neighbour: "ring you" is no ring. */
static const char *const contact_words[] = {"911",
                                            "address",
                                            "addresses",
                                            "appointment desk",
                                            "ask somebody",
                                            "ask someone",
                                            "book",
                                            "book an appointment",
                                            "booking",
                                            "business hours",
                                            "call",
                                            "called",
                                            "calling",
                                            "can i park",
                                            "cancel",
                                            "car park",
                                            "clinic",
                                            "clinic hours",
                                            "close",
                                            "closed",
                                            "closes",
                                            "closing",
                                            "contact",
                                            "contacts",
                                            "directions",
                                            "do i park",
                                            "e mail",
                                            "email",
                                            "emergencies",
                                            "emergency",
                                            "find you",
                                            "get hold of",
                                            "get in touch",
                                            "get there",
                                            "get to you",
                                            "get to the clinic",
                                            "have a question",
                                            "have questions",
                                            "hotline",
                                            "in touch",
                                            "location",
                                            "locations",
                                            "located",
                                            "mail",
                                            "make an appointment",
                                            "map",
                                            "message you",
                                            "number",
                                            "office hours",
                                            "open",
                                            "opening",
                                            "opening hours",
                                            "opening times",
                                            "opens",
                                            "park my car",
                                            "parking",
                                            "phone",
                                            "phone number",
                                            "post code",
                                            "postcode",
                                            "reach someone",
                                            "reach the clinic",
                                            "reach you",
                                            "reception",
                                            "receptionist",
                                            "reschedule",
                                            "ring the clinic",
                                            "ring the office",
                                            "ring you",
                                            "speak to somebody",
                                            "speak to someone",
                                            "speak to you",
                                            "street",
                                            "talk to somebody",
                                            "talk to someone",
                                            "talk to you",
                                            "telephone",
                                            "telephone number",
                                            "text you",
                                            "urgent",
                                            "what hours",
                                            "whatsapp",
                                            "where are you",
                                            "where you are",
                                            "who can i ask",
                                            "who do i ask",
                                            "whom can i ask",
                                            "whom do i ask",
                                            "working hours",
                                            "write to you",
                                            "your hours",
                                            "zip code",
                                            NULL};

/* What somebody types who may need us, whatever else stands beside it, besides the states that
 * search_direct.c names. No page need have these words, and none says that anything is wrong. */
static const char *const worry_words[] = {
    "afraid",  "anxious",  "burning", "burns",   "concerned", "dizzy",   "frightened", "hives",
    "hurt",    "hurting",  "hurts",   "itch",    "itches",    "itching", "itchy",      "it burn",
    "nervous", "normal",   "numb",    "pain",    "painful",   "panic",   "rash",       "scared",
    "sore",    "stinging", "stings",  "swollen", "throbbing", "unwell",  "worried",    "worries",
    "worry",   "worrying", "worse",   NULL};

/* How many typed words the words of a phrase take from at on; 0: they do not stand there. */
static size_t phrase_at(const struct search_words *words, const char *phrase, size_t at)
{
    size_t count = 0;
    for (const char *word = phrase; *word; count++) {
        size_t size = strcspn(word, " ");
        if (at + count >= words->typed || words->words.list[at + count].folded_size != size ||
            memcmp(fold_word_text(&words->words, at + count), word, size) != 0)
            return 0;
        word += size + (word[size] == ' ');
    }
    return count;
}

static size_t longest_at(const struct search_words *words, const char *const *phrases, size_t at)
{
    size_t longest = 0;
    for (const char *const *phrase = phrases; *phrase; phrase++) {
        size_t count = phrase_at(words, *phrase, at);
        longest = count > longest ? count : longest;
    }
    return longest;
}

bool search_asks_for_contact(const struct search_words *words)
{
    bool any = false;
    for (size_t at = 0; at < words->typed;) {
        size_t count = longest_at(words, contact_words, at);
        if (count == 0 && !search_is_filler(fold_word_text(&words->words, at)))
            return false;
        any = any || count > 0;
        at += count ? count : 1;
    }
    return any;
}

bool search_sounds_worried(const struct search_words *words)
{
    for (size_t at = 0; at < words->typed; at++)
        if (longest_at(words, worry_words, at) > 0)
            return true;
    return false;
}
