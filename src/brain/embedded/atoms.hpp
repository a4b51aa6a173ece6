// Owns: a sentence as atoms, the pieces that grammars and phrases recognise, in order and without
// gaps. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "brain/embedded/lexicon.hpp"
#include "brain/embedded/scene.hpp"
#include "language/numbers.hpp"
#include "language/text.hpp"
#include "language/times.hpp"

namespace errand::brain::embedded {

// Which members count depends on the kind:
//   Quantity, Delta  number; measure; bare, article
//   Ordinal          number (-1: last); bare
//   Fraction         number over denominator
//   Money, Budget    number in hundredths; Budget also each
//   Without          value, measure; article: a thing of its own, and no part of one
//   Option           key, value; extras: value is the name of what is added
//   When             moment
//   Boundary         strong: the end of a sentence, rather than a comma
//   otherwise        key as the lexicon has it; value: words, as said
struct Atom {
    Kind kind = Kind::Word;
    std::size_t begin = 0;  // tokens
    std::size_t end = 0;
    std::string key;
    std::string value;
    std::string measure;
    double number = 0;
    int denominator = 1;
    bool bare = false;
    bool article = false;
    bool strong = false;
    bool each = false;
    std::optional<language::Moment> moment;
};
using Atoms = std::vector<Atom>;

// Names that are known beforehand, ready to be found.
class KnownNames {
  public:
    explicit KnownNames(const Scene& scene);
    struct Found {
        std::size_t end = 0;
        Kind kind = Kind::Word;
        std::string label;  // of an address
    };
    std::optional<Found> longest(const language::Text& text, std::size_t at) const;

  private:
    void add(const std::vector<std::string>& names, Kind kind);
    language::Phrases phrases_;
    std::vector<std::pair<Kind, std::string>> values_;
};

// Every token becomes part of exactly one atom; what nothing recognises is a Word.
Atoms recognise(const language::Text& text, const KnownNames& names);

// Puts pieces together: budgets, addresses, shops, notes, what must not be there, extras, and the
// names that remain.
Atoms compose(const language::Text& text, const Atoms& atoms);

inline bool is_word(Kind kind) {
    return kind == Kind::Word || kind == Kind::KnownItem || kind == Kind::KnownShop;
}

}  // namespace errand::brain::embedded
