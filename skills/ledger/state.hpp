// Owns: what the flow keeps between two events. Plain values that go through JSON: a member may be
// added with a default, never renamed. Large things (files, what was read of them) lie in the store
// of files and stand here as hashes.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "ledger/change.hpp"

namespace errand::skills::ledger {

// What a person's corrections have taught, kept from errand to errand.
struct Memory {
    static constexpr bool kDefaults = true;
    std::map<std::string, std::string> sellers;  // a seller's name to a category's
    std::string buyer_tax_id;
    std::string claimant;
    bool operator==(const Memory&) const = default;
    bool empty() const { return sellers.empty() && buyer_tax_id.empty() && claimant.empty(); }
};
BOOST_DESCRIBE_STRUCT(Memory, (), (sellers, buyer_tax_id, claimant))

// Files of a hand-in whose readings could not be kept: each of them stands in the ledger as unread.
struct Lost {
    static constexpr bool kDefaults = true;
    std::string list;  // hash in the store
    std::size_t first = 0;
    std::size_t count = 0;
    std::string problem;
};
BOOST_DESCRIBE_STRUCT(Lost, (), (list, first, count, problem))

// What was remembered in place of what an edit taught. An empty text: nothing.
struct Earlier {
    static constexpr bool kDefaults = true;
    std::map<std::string, std::string> sellers;
    std::optional<std::string> buyer_tax_id;
    std::optional<std::string> claimant;
};
BOOST_DESCRIBE_STRUCT(Earlier, (), (sellers, buyer_tax_id, claimant))

// What one sentence did: undone as one. An absent member leaves what was there.
struct Edit {
    static constexpr bool kDefaults = true;
    std::string said;
    std::vector<std::string> bundles;  // hashes of what was read of files
    std::vector<Lost> lost;
    std::size_t files = 0;
    std::vector<errand::ledger::Change> changes;
    // Leaves out all but something: the next such takes its place.
    std::vector<errand::ledger::Change> only;
    std::optional<int> year;  // 0: of any year
    std::optional<std::string> language;
    std::optional<std::string> claimant;
    std::optional<std::string> buyer_tax_id;
    std::vector<std::string> formats;            // further ones: "csv", "json"
    std::map<std::string, std::string> sellers;  // what it taught of sellers' categories
    bool replaces = false;                       // its files stand in place of those before
    // The words that wanted a part, read anew for files that come later; of the first sentence.
    std::string part;
    bool part_of_beginning = false;
    Earlier earlier;  // what that took the place of
    bool has_files() const { return files > 0 || !bundles.empty(); }
    bool nothing() const {
        return !has_files() && changes.empty() && only.empty() && !year && !language && !claimant &&
               !buyer_tax_id && formats.empty();
    }
};
BOOST_DESCRIBE_STRUCT(Edit, (),
                      (said, bundles, lost, files, changes, only, year, language, claimant,
                       buyer_tax_id, formats, sellers, earlier, replaces, part, part_of_beginning))

// One line of the question about doubtful fields, by its place from 1.
struct Asked {
    static constexpr bool kDefaults = true;
    std::size_t number = 0;  // of the entry
    std::string field;
    std::string kind;
    std::optional<errand::ledger::Change> proposed;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (number, field, kind, proposed))

// Files that are handed in and not read yet.
struct Pending {
    static constexpr bool kDefaults = true;
    std::string list;  // hash in the store
    std::size_t count = 0;
    std::size_t next = 0;
    std::string said;
    std::vector<std::string> bundles;
    std::vector<Lost> lost;
    bool replaces = false;
};
BOOST_DESCRIBE_STRUCT(Pending, (), (list, count, next, said, bundles, lost, replaces))

struct State {
    static constexpr bool kDefaults = true;
    bool begun = false;
    std::string language;  // of the ledger, where no edit says another
    std::vector<Edit> edits;
    std::optional<Pending> pending;
    bool dirty = false;  // edits that no version of the files has yet
    std::uint64_t version = 0;
    bool asked_once = false;  // the doubts were put; afterwards only on request
    bool done = false;
    std::vector<Asked> asked;                   // what is asked now
    std::vector<errand::assistant::Text> news;  // what the next result tells first
    std::vector<Edit> undone;
    Memory memory;       // what is remembered of the person
    Memory rules;        // what of it this ledger is made by; forgetting does not change a ledger
    json::array files;   // of the latest version, as its result named them
    std::string before;  // what was said while files were waited for
    std::string open_period;  // a period that was said and not understood: it is asked for
    bool beginning_read = false;
    bool paused = false;  // "待会再说": the open question waits as long as a finished ledger does
    bool memory_shown = false;        // by the latest answer
    std::vector<std::size_t> spoken;  // entries that were named last, for "it"
    std::size_t settled = 0;          // entries up to this number were asked about
};
BOOST_DESCRIBE_STRUCT(State, (),
                      (begun, language, edits, pending, dirty, version, asked_once, done, asked,
                       news, undone, memory, rules, files, before, open_period, beginning_read,
                       paused, memory_shown, spoken, settled))

}  // namespace errand::skills::ledger
