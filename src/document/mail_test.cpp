#include "document/mail.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "document/form.hpp"
#include "document/mail_head.hpp"

namespace errand::document {
namespace {

std::vector<Entry> read(std::string_view bytes) {
    Budget budget;
    auto entries = read_mail(bytes, budget);
    EXPECT_TRUE(entries) << (entries ? "" : entries.error().message);
    return entries ? *std::move(entries) : std::vector<Entry>{};
}

const std::string kMixed =
    "Received: from a by b\r\nX-Odd: 1\r\nSubject: =?UTF-8?B?5Y+R56Wo?=\r\n"
    "Content-Type: multipart/mixed;\r\n\tboundary=\"=_x;1\"\r\n\r\nno part\r\n"
    "--=_x;1\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n"
    "--in\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
    "--in\r\nContent-Type: text/html\r\n\r\n<p>hello</p>\r\n--in--\r\n"
    "--=_x;1\r\nContent-Type: application/xml;\r\n name*0*=GBK''%B7%A2;\r\n name*1=\"ok.xml\"\r\n"
    "Content-Transfer-Encoding: BASE64\r\n\r\nPGE+\r\nPC9hPg==\r\n"
    "--=_x;1\r\nContent-Disposition: attachment; filename=\"=?gb2312?B?t6I=?= "
    "=?gb2312?Q?_x=2Etxt?=\"\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n=3Ca=\r\n=3E\r\n"
    "--=_x;1\r\nContent-Type: message/rfc822\r\n\r\nSubject: "
    "in\r\n\r\nbody\r\n--=_x;1--\r\nafter\r\n";

TEST(Mail, GivesItsFilesAndNotItsWords) {
    const auto all = read(kMixed);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].name, "发ok.xml");
    EXPECT_EQ(all[0].bytes, "<a></a>");
    EXPECT_EQ(all[1].name, "发 x.txt");
    EXPECT_EQ(all[1].bytes, "<a>");
    EXPECT_EQ(all[2].name, "message.eml");
    EXPECT_EQ(all[2].bytes, "Subject: in\r\n\r\nbody");
    EXPECT_EQ(form_of(all[2].bytes), Form::Mail);
}

TEST(Mail, IsKnownByItsHead) {
    EXPECT_EQ(form_of(kMixed), Form::Mail);
    EXPECT_EQ(form_of("\xEF\xBB\xBFX-A: 1\nfrom: a@b\n\nc"), Form::Mail);
    EXPECT_EQ(form_of("Content-Type: multipart/mixed; boundary=a\n\n--a\n"), Form::Mail);
    EXPECT_EQ(form_of("To be, or not to be: that is the question\n"), Form::Unknown);
    EXPECT_EQ(form_of("a: 1\nb: 2\n"), Form::Unknown);
    EXPECT_EQ(form_of("From nobody\n"), Form::Unknown);
}

TEST(Mail, IsOneFileWhereItIsNothingElse) {
    const auto all = read("From: a\nContent-Type: application/pdf; name=\"a.pdf\"\n\n%PDF-1.4\n");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].name, "a.pdf");
    EXPECT_TRUE(read("From: a\n\nonly words\n").empty());
}

TEST(Mail, NamesInAnyEncodingAreReadable) {
    EXPECT_EQ(decode_mail_words("=?utf-8?q?a_=E5=8F=91?="), "a 发");
    // One character cut between two words.
    EXPECT_EQ(decode_mail_words("=?UTF-8?B?5Y8=?=\r\n =?UTF-8?B?kQ==?="), "发");
    EXPECT_EQ(decode_mail_words("\xB7\xA2"), "发");
    EXPECT_EQ(decode_mail_words("=?none?B?YQ==?="), "a");
    EXPECT_EQ(decode_mail_words("=?x"), "=?x");
    const auto head =
        read_mail_head("Content-Disposition: inline; filename*=utf-8'zh'%E5%8F%91\r\n");
    EXPECT_EQ(head.name, "发");
    EXPECT_FALSE(head.attached);
    for (const auto* odd : {"Content-Type: a; name*=%%%", "Content-Type:", "Content-Type: ;;=;\"",
                            "Content-Type: a; name=\"\\"})
        EXPECT_TRUE(is_utf8(read_mail_head(odd).name));
}

TEST(Mail, WhatCannotBeDecodedIsNamed) {
    const auto all = read(
        "From: a\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: a/b; name=1\nContent-Transfer-Encoding: x-uuencode\n\nx\n"
        "--b\nContent-Type: a/b; name=2\nContent-Transfer-Encoding: base64\n\n?\n"
        "--b\nContent-Type: a/b; name=3\n\ncut of");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_FALSE(all[0].fault.empty());
    EXPECT_FALSE(all[1].fault.empty());
    EXPECT_EQ(all[2].bytes, "cut of");
}

TEST(Mail, StopsAtItsBounds) {
    std::string deep = "From: a\n";
    for (int at = 0; at < 40; ++at)
        deep += fmt::format("Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n", at);
    Budget budget;
    EXPECT_EQ(read_mail(deep, budget).error().code, ErrorCode::Exhausted);
    std::string wide = "From: a\nContent-Type: multipart/mixed; boundary=b\n\n";
    for (std::size_t at = 0; at <= kMaxMailParts; ++at) wide += "--b\nContent-Type: a/b\n\n1\n";
    EXPECT_EQ(read_mail(wide, budget).error().code, ErrorCode::Exhausted);
    Budget small{.bytes = 4};
    EXPECT_EQ(read_mail("From: a\nContent-Type: a/b\n\n12345\n", small).error().code,
              ErrorCode::Exhausted);
    EXPECT_EQ(read_mail("<a/>", budget).error().code, ErrorCode::Invalid);
}

}  // namespace
}  // namespace errand::document
