/* What answers a search by itself, above the list: what may be done when, and what is usual. */
#ifndef AFTERCARE_VIEW_SEARCH_H
#define AFTERCARE_VIEW_SEARCH_H

struct db;
struct json_object;

/* The answers that content/search.h names as "direct", in words: an array, which the caller puts,
 * of
 *
 *     {type: "activity", title, page_url, says_nothing?,
 *      answers: [{treatment, answer, words, then?, before?}]}
 *     {type: "sign", title, treatment, page_url, urgency, words,
 *      times: [{label, words}], lines: [{label, words, place, one_of_several?}], differs?}
 *     {type: "contact", title, page_url, phone?, phone_url?, emergency?, emergency_url?}
 *
 * treatment is a title; answer and words are those of view/verdict.h, before its words for the time
 * before the treatment; urgency and words of a sign those of view/signs.h. A sign's times say when
 * it eases and is gone, its lines the same figure by figure, with the place of each; where differs
 * is true there are several figures for one of them. Treatments that say nothing of an activity are
 * left out; where none says anything says_nothing is true, and each of answers is "ask". */
struct json_object *search_answers(struct db *db, struct json_object *direct);

#endif
