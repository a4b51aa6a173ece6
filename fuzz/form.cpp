// A service's form and its message, and what a person answers.
#include <algorithm>

#include "assistant/form.hpp"
#include "assistant/form_for_tests.hpp"
#include "assistant/form_texts.hpp"
#include "base/check.hpp"
#include "json/schema.hpp"

namespace {

using namespace errand;
using namespace errand::assistant;

const form_texts::Asker kAsker{"service", "tool"};

// Errand's own lines are the same whatever the service says: those of harmless words, or of words
// that are warned of.
void check_own(const Text& text, const Text& harmless, const Text& warned) {
    for (const auto* language : {"zh", "en"}) {
        const auto own = own_lines(text.in(language));
        ERRAND_CHECK(own == own_lines(harmless.in(language)) ||
                     own == own_lines(warned.in(language)));
    }
}

void check_field(const Field& field, const std::string& message) {
    Field plain{.name = "a", .title = "a", .type = field.type, .required = field.required};
    if (!field.usual.is_null()) plain.usual = true;
    for (const auto& option : field.options) plain.options.push_back({option.value, "a"});
    const std::string none;
    check_own(form_texts::field(kAsker, message, field, {}),
              form_texts::field(kAsker, message.empty() ? none : "a", plain, {}),
              form_texts::field(kAsker, message.empty() ? none : "pin",
                                [&] {
                                    auto secret = plain;
                                    secret.title = "pin";
                                    return secret;
                                }(),
                                {}));
    for (const auto* language : {"zh", "en"})
        ERRAND_CHECK(form_texts::field_suggestions(field, language) ==
                     form_texts::field_suggestions(plain, language));
}

void check_texts(const std::string& words) {
    ERRAND_CHECK(own_lines(form_texts::marked(words)).empty());
    if (words.empty()) return;
    check_own(form_texts::confirm(kAsker, words), form_texts::confirm(kAsker, "a"),
              form_texts::confirm(kAsker, "pin"));
    check_own(form_texts::working(kAsker, words), form_texts::working(kAsker, "a"),
              form_texts::working(kAsker, "a"));
    check_own(form_texts::review(kAsker, {words, words}), form_texts::review(kAsker, {"a"}),
              form_texts::review(kAsker, {"a"}));
    const Error why{ErrorCode::Invalid, words, words};
    const Error plain{ErrorCode::Invalid, "a", "a"};
    check_own(form_texts::not_asked(kAsker, why), form_texts::not_asked(kAsker, plain),
              form_texts::not_asked(kAsker, plain));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(all.find('\0'), all.size());
    const std::string said(all.substr(std::min(end + 1, all.size())));
    check_texts(std::string(all));
    const auto schema = json::parse(all.substr(0, end));
    if (!schema) return 0;
    const auto fields = read_form(*schema);
    if (!fields) return 0;
    for (const auto& field : *fields) {
        check_field(field, said);
        (void)could_mean_two(field, said);
        const auto value = read_value(field, said);
        if (!value) continue;
        ERRAND_CHECK(json::Schema::compile(field.schema)->validate(*value));
        (void)shown_value(field, *value);
    }
    return 0;
}
