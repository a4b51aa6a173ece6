#include "journal/sqlite/writes.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/encoding.hpp"
#include "journal/limits.hpp"

namespace errand::journal {
namespace {

std::int64_t millis(Time time) {
    return time.time_since_epoch().count();
}

Result<> check_epoch(const Tables& tables, std::uint64_t epoch) {
    if (epoch == tables.epoch()) return {};
    return fail(ErrorCode::Denied,
                fmt::format("the lease {} is stale: {} holds", epoch, tables.epoch()),
                "Another process has taken this journal over; this one must stop.");
}

std::optional<std::string> text_of(const std::optional<json::value>& value) {
    if (!value) return std::nullopt;
    return json::write(*value);
}

std::optional<std::string_view> unless_empty(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

}  // namespace

Result<> check_text(std::string_view text) {
    if (text.size() > kMaxPayload)
        return fail(ErrorCode::Invalid, "the journal keeps at most 8 MiB at once");
    if (!is_utf8(text))
        return fail(ErrorCode::Invalid, "the journal does not keep text that is not UTF-8");
    return {};
}

CreateWrite::CreateWrite(NewFlow flow, Publishing publishing, std::string input, const Begun& begun,
                         Done done)
    : flow_(std::move(flow)),
      publishing_(std::move(publishing)),
      id_(begun.info.id),
      number_(begun.info.number),
      salt_(begun.salt),
      input_(std::move(input)),
      done_(std::move(done)) {}

Result<> CreateWrite::apply(Tables& tables) {
    ERRAND_TRY_VOID(check_epoch(tables, flow_.lease_epoch));
    ERRAND_TRY(const auto user, tables.user(flow_.user));
    ERRAND_TRY(const auto conversation, tables.conversation(user, flow_.conversation));
    ERRAND_TRY(const auto type, tables.type(flow_.skill, flow_.version));
    ERRAND_TRY_VOID(tables.insert_flow
                        .with(id_, user, number_, conversation, type, salt_, millis(flow_.now),
                              millis(flow_.now), unless_empty(flow_.key), input_)
                        .run());
    if (publishing_.empty()) return {};
    return publishing_.insert(tables, user, conversation, 0);
}

void CreateWrite::complete(Result<> done) {
    if (done && !publishing_.empty()) publishing_.deliver(flow_.user, flow_.conversation, 0);
    done_(std::move(done));
}

Publishing::Publishing(std::vector<json::object> events, Time now,
                       std::shared_ptr<Subscribers> subscribers)
    : events_(std::move(events)), now_(now), subscribers_(std::move(subscribers)) {
    for (const auto& event : events_) texts_.push_back(boost::json::serialize(event));
}

Result<> Publishing::check() const {
    for (const auto& text : texts_) ERRAND_TRY_VOID(check_text(text));
    return {};
}

Result<> Publishing::insert(Tables& tables, std::int64_t user, std::int64_t conversation,
                            std::uint64_t errand) {
    std::optional<std::uint64_t> number;
    if (errand != 0) number = errand;
    ERRAND_TRY(first_seq_, tables.next_event(user));
    auto seq = first_seq_;
    for (const auto& text : texts_) {
        ERRAND_TRY_VOID(
            tables.insert_event.with(user, seq++, conversation, number, millis(now_), text).run());
        tables.published(user);
    }
    return {};
}

void Publishing::deliver(const std::string& user, const std::string& conversation,
                         std::uint64_t errand) {
    if (!subscribers_->wanted(user)) return;
    auto seq = first_seq_;
    for (auto& data : events_) {
        subscribers_->deliver(
            {seq++, user, conversation, errand, format_time(now_), std::move(data)});
    }
}

AppendWrite::AppendWrite(Append append, std::shared_ptr<Subscribers> subscribers, Done done)
    : append_(std::move(append)),
      view_(text_of(append_.view)),
      outcome_(text_of(append_.outcome)),
      publishing_(std::move(append_.events), append_.now, std::move(subscribers)),
      done_(std::move(done)) {}

Result<> AppendWrite::check() const {
    ERRAND_TRY_VOID(check_text(append_.records));
    if (view_) ERRAND_TRY_VOID(check_text(*view_));
    if (outcome_) ERRAND_TRY_VOID(check_text(*outcome_));
    return publishing_.check();
}

Result<> AppendWrite::apply(Tables& tables) {
    ERRAND_TRY_VOID(check_epoch(tables, append_.lease_epoch));
    ERRAND_TRY_VOID(advance(tables));
    if (!append_.records.empty()) {
        const auto seq = append_.expected_seq + 1;
        ERRAND_TRY_VOID(tables.insert_records.with(append_.flow, seq, append_.records).run());
    }
    ERRAND_TRY_VOID(describe(tables));
    if (!publishing_.empty()) ERRAND_TRY_VOID(publish(tables));
    return consume(tables);
}

Result<> AppendWrite::advance(Tables& tables) {
    std::optional<std::int64_t> wake_at;
    if (append_.wake_at) wake_at = millis(*append_.wake_at);
    auto& update = append_.same_state ? tables.update_flow : tables.update_state;
    const auto now = millis(append_.now);
    if (append_.same_state) {
        update.with(now, append_.flow, append_.expected_seq);
    } else {
        update.with(now, static_cast<int>(append_.state), wake_at, append_.flow,
                    append_.expected_seq);
    }
    ERRAND_TRY(const auto changed, tables.change(update));
    if (changed == 1) return {};
    ERRAND_TRY(const bool found, tables.find_seq.with(append_.flow).step());
    if (!found) return fail(ErrorCode::NotFound, fmt::format("there is no flow {}", append_.flow));
    const auto seq = tables.find_seq.integer(0);
    tables.find_seq.reset();
    return fail(ErrorCode::Conflict, fmt::format("flow {} is at {}, not at {}", append_.flow, seq,
                                                 append_.expected_seq));
}

Result<> AppendWrite::describe(Tables& tables) {
    if (append_.begins_segment) ERRAND_TRY_VOID(tables.mark_segment.with(append_.flow).run());
    if (view_) ERRAND_TRY_VOID(tables.set_view.with(*view_, append_.flow).run());
    if (outcome_) ERRAND_TRY_VOID(tables.set_outcome.with(*outcome_, append_.flow).run());
    return {};
}

Result<> AppendWrite::publish(Tables& tables) {
    auto& flow = tables.flow_for_events;
    ERRAND_TRY_VOID(flow.with(append_.flow).step());
    const auto user = flow.integer(0);
    const auto conversation = flow.integer(2);
    user_ = flow.text(1);
    conversation_ = flow.text(3);
    errand_ = static_cast<std::uint64_t>(flow.integer(4));
    flow.reset();
    return publishing_.insert(tables, user, conversation, errand_);
}

Result<> AppendWrite::consume(Tables& tables) {
    if (!is_live(append_.state)) return tables.consume_all.with(append_.flow).run();
    for (const auto ordinal : append_.consumed) {
        ERRAND_TRY_VOID(tables.consume.with(append_.flow, ordinal).run());
    }
    return {};
}

void AppendWrite::complete(Result<> done) {
    if (done && !publishing_.empty()) publishing_.deliver(user_, conversation_, errand_);
    done_(std::move(done));
}

SignalWrite::SignalWrite(NewSignal signal, Added added)
    : signal_(std::move(signal)), data_(json::write(signal_.data)), added_(std::move(added)) {}

Result<> SignalWrite::check_live(Tables& tables) const {
    ERRAND_TRY(const bool found, tables.flow_state.with(signal_.flow).step());
    if (!found) return fail(ErrorCode::NotFound, fmt::format("there is no flow {}", signal_.flow));
    const auto state = static_cast<State>(tables.flow_state.integer(0));
    tables.flow_state.reset();
    if (!is_live(state))
        return fail(ErrorCode::Conflict, "this errand has already ended", "Start a new one.");
    ERRAND_TRY_VOID(tables.waiting_signals.with(signal_.flow).step());
    const auto waiting = tables.waiting_signals.integer(0);
    tables.waiting_signals.reset();
    if (static_cast<std::size_t>(waiting) >= kMaxWaitingSignals)
        return fail(ErrorCode::Exhausted, "too much waits to be taken up by this errand");
    return {};
}

Result<> SignalWrite::apply(Tables& tables) {
    ordinal_ = 0;
    if (!signal_.key.empty()) {
        ERRAND_TRY(const bool known, tables.signal_by_key.with(signal_.flow, signal_.key).step());
        if (known) {
            tables.signal_by_key.reset();
            return {};
        }
    }
    ERRAND_TRY_VOID(check_live(tables));
    ERRAND_TRY_VOID(tables.last_signal.with(signal_.flow).step());
    ordinal_ = static_cast<std::uint64_t>(tables.last_signal.integer(0)) + 1;
    tables.last_signal.reset();
    return tables.insert_signal
        .with(signal_.flow, ordinal_, unless_empty(signal_.key), signal_.name, data_)
        .run();
}

void SignalWrite::complete(Result<> done) {
    if (!done) return added_(std::unexpected(std::move(done).error()));
    if (ordinal_ == 0) return added_(std::optional<WaitingSignal>{});
    added_(WaitingSignal{ordinal_, std::move(signal_.name), std::move(signal_.data)});
}

PublishWrite::PublishWrite(std::string user, std::string conversation, std::uint64_t errand,
                           Publishing publishing, Published published)
    : user_(std::move(user)),
      conversation_(std::move(conversation)),
      errand_(errand),
      publishing_(std::move(publishing)),
      published_(std::move(published)) {}

Result<> PublishWrite::apply(Tables& tables) {
    ERRAND_TRY(const auto user, tables.user(user_));
    ERRAND_TRY(const auto conversation, tables.conversation(user, conversation_));
    return publishing_.insert(tables, user, conversation, errand_);
}

void PublishWrite::complete(Result<> done) {
    if (!done) return published_(std::unexpected(std::move(done).error()));
    publishing_.deliver(user_, conversation_, errand_);
    published_(publishing_.last_seq());
}

LeaseWrite::LeaseWrite(std::string holder, Time now, Taken taken)
    : holder_(std::move(holder)), now_(now), taken_(std::move(taken)) {}

Result<> LeaseWrite::apply(Tables& tables) {
    epoch_ = tables.epoch() + 1;
    ERRAND_TRY_VOID(tables.set_lease.with(kShard, epoch_, holder_, millis(now_)).run());
    tables.leased(epoch_);
    return {};
}

void LeaseWrite::complete(Result<> done) {
    if (!done) return taken_(std::unexpected(std::move(done).error()));
    taken_(epoch_);
}

}  // namespace errand::journal
