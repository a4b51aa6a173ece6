// Owns: how a service's question reads: errand's own words around the service's. Pure; any thread.
// Must stay true: every line of a service's words begins with "> ", whatever they hold, and no line
// of errand's own does; it is said which service asks, and for what call.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assistant/form.hpp"
#include "assistant/text.hpp"

namespace errand::assistant::form_texts {

// Whose words they are.
struct Asker {
    std::string service;
    std::string tool;
};

// A service's words in lines of their own, each marked, at most kMaxServiceLines.
std::string marked(std::string_view words);
// Nothing of them is left out there.
bool is_shown_whole(std::string_view words);

// One field of its form, with its options numbered. `wrong`: what was wrong with the last answer;
// empty: nothing.
Text field(const Asker& asker, std::string_view message, const Field& field, const Text& wrong);
// All that was answered, before it is sent; each of the lines has room of its own.
Text review(const Asker& asker, const std::vector<std::string>& lines);
// A form without fields: a yes or a no.
Text confirm(const Asker& asker, std::string_view message);
// A page that the person is to open. `host` is shown by itself.
Text page(const Asker& asker, std::string_view message, std::string_view url,
          std::string_view host);
// Why a question was not put to the person.
Text not_asked(const Asker& asker, const Error& why);
Text wrong(const Error& why);
// What was filled in does not fit the form as a whole.
Text does_not_fit(const Asker& asker);
Text gave_up(const Asker& asker);
Text left_to_itself(const Asker& asker);
// What is answered to what is said while a service is long at work.
Text still_at_work(const Asker& asker);
Text working(const Asker& asker, std::string_view message);

// What can be answered: errand's own words and numbers, no word of the service's.
std::vector<std::string> field_suggestions(const Field& field, std::string_view language);
std::vector<std::string> review_suggestions(std::string_view language);
std::vector<std::string> confirm_suggestions(std::string_view language);
std::vector<std::string> page_suggestions(std::string_view language);
bool is_decline(std::string_view said);
bool is_skip(std::string_view said);
// In the review alone.
bool is_again(std::string_view said);
// To send what was filled in, or that the page was dealt with.
bool is_done(std::string_view said);

}  // namespace errand::assistant::form_texts
