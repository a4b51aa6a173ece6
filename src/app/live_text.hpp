// Owns: a model's words in the terminal while they come (docs/api.md, `partial`), and that they
// stand there once. It only ever writes on, so it needs nothing of a terminal but its width.
// Strand: the loop's. Must stay true: what is written is harmless (text.hpp); what was written of
// words that do not count is marked; an event that is recorded meanwhile of something else waits
// until the words have ended.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/table.hpp"
#include "json/json.hpp"

namespace errand::app {

// Text in lines of at most `columns` as it comes: broken at spaces, and between wide characters.
// The last word is written once it has ended.
class FlowingText {
  public:
    explicit FlowingText(std::size_t columns) : columns_(columns) {}
    std::string add(std::string_view text);  // what is to be written now
    std::string end();                       // the last word, and the end of the line

  private:
    void put_word(std::string& out);

    std::size_t columns_;
    std::size_t column_ = 0;
    std::size_t spaces_ = 0;  // before the word
    std::string word_;
};

class LiveText {
  public:
    using Write = std::function<void(std::string_view)>;

    // Writes nothing before begin_allowed(true); `before`: written before words begin.
    LiveText(const Style& style, std::string before, Write write);

    // Whether words may begin now; where not, those that are open break off, since the line belongs
    // to somebody else.
    std::vector<json::value> allow(bool allowed);
    // An event of either kind. Returns what is to be shown now as any event is; what of a text
    // stands there already is left out of it.
    std::vector<json::value> take(const json::value& event);

  private:
    struct Words {
        std::uint64_t errand = 0;
        std::uint64_t turn = 0;
        std::uint64_t attempt = 0;
        std::string text;  // as it came
        FlowingText flowing;
    };
    void add(const json::value& piece);
    void write_on(std::string_view text);
    std::vector<json::value> end(const json::value& event);
    void strike();
    std::vector<json::value> release();

    const Style& style_;
    std::string before_;
    Write write_;
    bool allowed_ = false;
    std::optional<Words> words_;
    std::vector<json::value> waiting_;
    std::map<std::uint64_t, std::uint64_t> ended_;  // the last recorded turn of each errand
};

}  // namespace errand::app
