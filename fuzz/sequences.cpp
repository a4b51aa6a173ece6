// Any bytes: every reader of telephone numbers, addresses of the net, papers, quotes, answers and
// places gives spans inside the text, in order, without overlap, at the ends of characters.
#include "base/check.hpp"
#include "language/identity.hpp"
#include "language/internet.hpp"
#include "language/phones.hpp"
#include "language/places.hpp"
#include "language/quotes.hpp"
#include "language/simplify.hpp"
#include "language/yes_no.hpp"

namespace {

using namespace errand::language;

bool inside_character(std::string_view text, std::size_t at) {
    std::size_t from = 0;
    while (from < at) next_character(text, from);
    return from != at;
}

template <class T>
void check(std::string_view text, const std::vector<T>& all) {
    std::size_t last = 0;
    for (const auto& one : all) {
        ERRAND_CHECK(one.place.begin >= last && one.place.begin < one.place.end);
        ERRAND_CHECK(one.place.end <= text.size());
        ERRAND_CHECK(!inside_character(text, one.place.begin));
        ERRAND_CHECK(!inside_character(text, one.place.end));
        last = one.place.end;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check(text, find_phones(text));
    check(text, find_ip_addresses(text));
    check(text, find_urls(text));
    check(text, find_emails(text));
    check(text, find_mentions(text));
    check(text, find_hashtags(text));
    check(text, find_guids(text));
    check(text, find_quoted(text));
    check(text, find_answers(text));
    check(text, find_papers(text));
    check(text, find_places(text));
    return 0;
}
