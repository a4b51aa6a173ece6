// Owns: Reader, which reads one sentence clause by clause; part of sentence.hpp. Six files carry
// it: sentence.cpp (what a clause is), settings.cpp (claimant, formats, rates …), changes.cpp
// (moves, corrections), parts.cpp (what alone is wanted), exceptions.cpp (what is turned round),
// references.cpp ("it", what is taken back). One thread.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "skills/ledger/sentence.hpp"
#include "skills/ledger/vocabulary.hpp"

namespace errand::skills::ledger {

class Reader {
  public:
    Reader(const Scene& scene, std::string_view sentence, bool beside_files = false);

    Outcome run(const std::vector<Clause>& clauses);
    // Of the sentence that begins a ledger: who claims, in what form, and moves; what is left of it
    // names the part that is wanted.
    struct Beginning {
        Outcome outcome;
        std::vector<Clause> left;
        std::vector<assistant::Text> answers;  // to what is asked beside
    };
    Beginning begin(const std::vector<Clause>& clauses);

  private:
    using Change = errand::ledger::Change;
    using Numbers = std::vector<std::size_t>;
    // What was said to be wrong, until the right value is said.
    struct Topic {
        Target target;
        std::optional<std::string> field;
        bool answered = false;
    };

    void say(std::string zh, std::string en);
    bool one(const Clause& clause);
    static bool is_asked(const Clause& clause);
    bool order(const Clause& clause);
    bool state_of(const Clause& clause);
    bool says_copy(const Clause& clause);
    bool says_more(const std::string& left, const Target& target);
    bool question(const Clause& clause);
    bool send(const Clause& clause);
    bool settle(const Clause& clause);
    bool line_answer(const Clause& clause);
    void take_line(std::size_t line, const Change& change);
    void tell_unread(const std::vector<Clause>& unread);
    bool names_entries(std::string text) const;

    bool setting(const Clause& clause);
    bool claimant(const Clause& clause);
    bool buyer(const Clause& clause);
    bool rate(const Clause& clause);
    bool formats(const Clause& clause);
    bool written_as(const std::string& text);
    bool ledger_language(const std::string& text);

    bool change(const Clause& clause);
    // exceptions.cpp: what a negation or an exception turns round.
    bool exception(const Clause& clause);
    bool of_others(const std::string& left, Numbers others, bool nothing);
    bool of_other_lines(const std::string& left, const Target& but);
    bool contrast(const Clause& clause);
    bool keep(const Clause& clause);
    bool denied_move(const Clause& clause);
    bool no_such_category(const Clause& clause);
    bool all_again(const Clause& clause);
    void lift_part();
    bool stays(const Target& target);
    bool wrong(const Clause& clause);
    bool categorise(const Clause& clause);
    bool leave_out(const Clause& clause);
    bool take_back(std::string text);
    bool again(const Clause& clause);
    bool only(const Clause& clause);
    bool only_part(std::string text, bool instead);
    void count_again(const Numbers& keep);
    bool only_these(const Numbers& keep, const Target& target);
    bool undo(const Clause& clause);
    bool pronoun(std::string text, bool said) const;
    Numbers it() const;
    bool of_a_kind() const;
    bool describe_named(const std::vector<Clause>& clauses);
    bool names_alone(const Clause& clause);
    bool only_year(int year, bool instead);
    bool set_field(const Clause& clause);
    Target target_of_field(std::string subject, const std::optional<std::string>& field) const;
    Target the_one_spoken_of() const;
    bool apply_to_one(Target& target, const Change& change, const std::string& subject);
    Numbers narrowed(Numbers numbers, const Change& change, const std::string& subject) const;
    bool apply(Target& target, Change change);
    bool apply_to_rest(Change change);
    void answers_lines(const Numbers& numbers, const Change& change);
    void say_change(const Change& change, const Numbers& numbers);
    void learn(const Numbers& numbers, const std::string& value);

    const Scene& scene_;
    Outcome outcome_;
    bool beside_files_ = false;
    bool beginning_ = false;   // of the sentence that begins the ledger
    bool names_some_ = false;  // a clause speaks of entries, so that the whole is not called off
    bool alone_ = true;        // no other clause says more than a courtesy
    bool refused_ = false;     // the clause before was not carried out: "it" is none of its things
    std::string_view said_;    // the clause that is read
    std::set<std::size_t> lines_;              // of the question, named so far
    std::set<std::size_t> touched_;            // entries named so far
    std::optional<errand::ledger::Act> last_;  // "三月的不要,五月的也是"
    std::optional<Topic> topic_;
    std::optional<assistant::Text> unplaced_;  // asked at the end, unless a category was said
};

// "3 张(#1、#4、#7)".
assistant::Text how_many(const std::vector<std::size_t>& numbers);

}  // namespace errand::skills::ledger
