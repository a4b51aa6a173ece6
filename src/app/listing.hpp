// Owns: how the answers of the assistant's reading doors are listed in a terminal. Pure; any
// thread.
#pragma once

#include "app/table.hpp"
#include "base/clock.hpp"
#include "json/json.hpp"

namespace errand::app {

// The list itself, or the first list among an object's members.
const json::array& list_in(const json::value& answer);

Lines errand_lines(const json::value& errands, const Style& style, const TimeZone& zone);
// One errand: what it is about, then every recorded step, signal and event in order.
Lines journal_lines(const json::value& errand, const Style& style);
Lines audit_lines(const json::value& audit, const Style& style, const TimeZone& zone);
Lines grant_lines(const json::value& grants, const Style& style, const TimeZone& zone);
Lines limit_lines(const json::value& limits, const Style& style);
Lines allowance_lines(const json::value& allowances, const Style& style, const TimeZone& zone);

// The value on one line, shortened to `most` columns.
std::string brief(const json::value& value, std::size_t most);
// "03-02 11:40:05" there; the text itself where it is no time.
std::string local_time(std::string_view text, const TimeZone& zone);

}  // namespace errand::app
