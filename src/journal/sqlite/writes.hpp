// Owns: the kinds of write, each with what it does to the tables and whom it tells.
// Made and completed on the executor's thread, applied on the writer's; never on both at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.hpp"
#include "journal/sqlite/subscribers.hpp"
#include "journal/sqlite/writer.hpp"

namespace errand::journal {

// What is written must be readable again: Invalid unless it is UTF-8 of a bounded size.
Result<> check_text(std::string_view text);

// Events of one write: their rows, and who hears of them.
class Publishing {
  public:
    Publishing(std::vector<json::object> events, Time now,
               std::shared_ptr<Subscribers> subscribers);
    bool empty() const { return events_.empty(); }
    Result<> check() const;
    Result<> insert(Tables& tables, std::int64_t user, std::int64_t conversation,
                    std::uint64_t errand);
    void deliver(const std::string& user, const std::string& conversation, std::uint64_t errand);
    std::uint64_t last_seq() const { return first_seq_ + events_.size() - 1; }

  private:
    std::vector<json::object> events_;
    std::vector<std::string> texts_;
    Time now_;
    std::shared_ptr<Subscribers> subscribers_;
    std::uint64_t first_seq_ = 0;
};

class CreateWrite final : public Write {
  public:
    // `flow` has given its events to `publishing`.
    CreateWrite(NewFlow flow, Publishing publishing, std::string input, const Begun& begun,
                Done done);
    Result<> apply(Tables& tables) override;
    void complete(Result<> done) override;

  private:
    NewFlow flow_;
    Publishing publishing_;
    std::uint64_t id_, number_, salt_;
    std::string input_;
    Done done_;
};

class AppendWrite final : public Write {
  public:
    AppendWrite(Append append, std::shared_ptr<Subscribers> subscribers, Done done);
    // Whether what it writes can be read again.
    Result<> check() const;
    Result<> apply(Tables& tables) override;
    void complete(Result<> done) override;

  private:
    Result<> advance(Tables& tables);
    Result<> describe(Tables& tables);
    Result<> publish(Tables& tables);
    Result<> consume(Tables& tables);

    Append append_;
    std::optional<std::string> view_, outcome_;
    Publishing publishing_;
    std::string user_, conversation_;
    std::uint64_t errand_ = 0;
    Done done_;
};

class SignalWrite final : public Write {
  public:
    using Added = std::move_only_function<void(Result<std::optional<WaitingSignal>>)>;
    SignalWrite(NewSignal signal, Added added);
    Result<> apply(Tables& tables) override;
    void complete(Result<> done) override;

  private:
    Result<> check_live(Tables& tables) const;
    NewSignal signal_;
    std::string data_;
    std::uint64_t ordinal_ = 0;  // 0: its key was there before
    Added added_;
};

class PublishWrite final : public Write {
  public:
    using Published = std::move_only_function<void(Result<std::uint64_t>)>;
    PublishWrite(std::string user, std::string conversation, std::uint64_t errand,
                 Publishing publishing, Published published);
    Result<> apply(Tables& tables) override;
    void complete(Result<> done) override;

  private:
    std::string user_, conversation_;
    std::uint64_t errand_;
    Publishing publishing_;
    Published published_;
};

class LeaseWrite final : public Write {
  public:
    using Taken = std::move_only_function<void(Result<std::uint64_t>)>;
    LeaseWrite(std::string holder, Time now, Taken taken);
    Result<> apply(Tables& tables) override;
    void complete(Result<> done) override;

  private:
    std::string holder_;
    Time now_;
    std::uint64_t epoch_ = 0;
    Taken taken_;
};

// Nothing: it is durable when all before it is.
class SyncWrite final : public Write {
  public:
    explicit SyncWrite(Done done) : done_(std::move(done)) {}
    Result<> apply(Tables&) override { return {}; }
    void complete(Result<> done) override { done_(std::move(done)); }

  private:
    Done done_;
};

}  // namespace errand::journal
