// Owns: reading an utterance of CrossWOZ as acts, and learning to. Acts whose value stands in the
// text are spans for the tagger; all others are labels that hold or do not, each by itself. Read
// only once made: any thread.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "brain/learn/model.hpp"
#include "brain/learn/multi_label.hpp"
#include "eval/language/crosswoz_data.hpp"
#include "eval/language/crosswoz_values.hpp"

namespace errand::eval::language::crosswoz {

// What was said before, as the names of hints: the other side's acts, and what was spoken of.
class Before {
  public:
    explicit Before(bool known) : known_(known) {}
    // What the next utterance may know; empty hints where nothing may be known.
    std::vector<std::string> hints() const;
    // The domain that was spoken of last; empty where there is none.
    const std::string& domain() const { return domain_; }
    // After an utterance whose acts are known: the system knows its own.
    void said(std::span<const Act> acts);

  private:
    bool known_;
    bool begun_ = false;
    std::string domain_, earlier_;
    std::set<std::string> acts_;
};

struct ReaderOptions {
    bool user = true;     // whose utterances
    bool context = true;  // whether the acts before are known
};

class Reader {
  public:
    // `values` live as long as this.
    static Result<Reader> learn(std::span<const Dialogue> dialogues, const Values& values,
                                ReaderOptions options);

    std::set<Act> read(std::string_view sentence, const Before& before) const;

  private:
    explicit Reader(const Values& values) : values_(&values) {}

    const Values* values_;
    brain::learn::Model model_;
    brain::learn::MultiLabel labels_;
};

}  // namespace errand::eval::language::crosswoz
