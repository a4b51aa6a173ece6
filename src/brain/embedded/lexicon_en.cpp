// The English phrases for values. Form: lexicon.hpp.
#include "brain/embedded/lexicon.hpp"

namespace errand::brain::embedded {

const std::string_view kEnglishValues = R"(
option ice none: no ice | without ice | ice free | hold the ice | skip the ice | without any ice |
    zero ice | no ice please | leave out the ice
option ice less: less ice | light ice | easy ice | little ice | a little ice | half ice |
    easy on the ice | low ice | reduced ice | go easy on the ice | not too much ice |
    not much ice | a bit of ice | less ices | lighter ice | half the ice | just a little ice |
    light on the ice
option ice normal: normal ice | regular ice | with ice | standard ice | full ice | usual ice
option ice more: more ice | extra ice | lots of ice | plenty of ice | with extra ice | heavy ice |
    a lot of ice | with more ice
option sugar 0: no sugar | sugar free | without sugar | unsweetened | zero sugar | 0% sugar |
    hold the sugar | skip the sugar | no added sugar | not sweet | 0 sugar | without any sugar |
    no sweetener | no sweetness | leave out the sugar | sugarless
option sugar 30: 30% sugar | light sugar | a little sugar | slightly sweet | low sugar |
    little sugar | quarter sugar | 30 percent sugar | a bit of sugar | 30% sweet |
    just a little sugar | 30% sweetness | lightly sweetened | 25% sugar
option sugar 50: half sugar | 50% sugar | half sweet | half the sugar | half the sweetness |
    50 percent sugar | 50% sweet | medium sugar | 50% sweetness | half sweetness |
    half sweetened
option sugar 70: less sugar | 70% sugar | less sweet | reduced sugar | easy on the sugar |
    70 percent sugar | not too sweet | 70% sweet | 75% sugar | not so sweet | 70% sweetness |
    less sweetness | not very sweet | go easy on the sugar | light on the sugar |
    a bit less sugar | a little less sugar
option sugar 100: full sugar | normal sugar | regular sugar | 100% sugar | standard sugar |
    with sugar | extra sugar | full sweet | more sugar | full sweetness | 100 percent sugar |
    regular sweetness | normal sweetness | usual sugar | extra sweet
option spice none: not spicy | no spice | non spicy | no chili | no chilli | without spice |
    without chili | zero spice | no spicy | nothing spicy | not hot and spicy | no heat |
    no pepper | no spiciness | without any spice | not spicy at all | no spice at all | unspicy |
    no hot pepper | no chilies | hold the spice | hold the chili | no chile | spice free |
    none of the spice | without chilli | zero spicy
option spice mild: mild | mildly spicy | mild spice | mild spicy | a little spicy |
    slightly spicy | less spicy | little spicy | not too spicy | a bit spicy | low spice |
    lightly spicy | a touch of spice | mild heat | not very spicy | light spice | less spice |
    a little spice | a bit of spice | not so spicy | a tad spicy | easy on the spice | low heat |
    a little bit spicy
option spice medium: medium spicy | medium spice | medium heat | normal spicy | regular spicy |
    moderately spicy | normal spice | medium hot | regular spice | medium spiciness
option spice medium @end: spicy | make it spicy | and spicy
option spice hot: extra spicy | very spicy | super spicy | really spicy | extra hot | hot spice |
    more spicy | spicier | extra spice | super hot | as spicy as possible | spiciest |
    most spicy | full spice | very hot | lots of spice | high spice | more spice | quite spicy |
    max spice | so spicy | hot and spicy please | spicy as hell
option spice hot @end: extra chili | lots of chili | extra chilli | more chili
option spice mild @end: less chili | less chilli
option size small: small | small size | small sized | small ones | small one | tall size |
    the small | little one | smaller | mini size | in small | the smallest | smallest size |
    smallest
option size medium: medium | medium size | medium sized | medium ones | regular size |
    regular sized | medium one | the medium | grande | in medium | mid size
option: medium rare | well done | medium well | done medium | done well | cooked medium | crispy | extra crispy | less oil | less salt | low salt | less oily | no msg | sliced | skinless | unsalted | cut in half | toasted | untoasted | soft boiled | hard boiled | sunny side up | over easy | extra hot and fresh
option size large: large | big | extra large | large size | large ones | large sized | large one |
    big one | big ones | larger | bigger | xl | the large | upsize | upsized | jumbo | venti |
    the big one | the biggest | largest | biggest | large size please | king size | in large |
    a size up | supersize | the largest | super size | upsize it | size large
option keep same: same size | the same size | same options | the same options | same way |
    same everything else | everything else the same | otherwise the same | rest the same
option size small @end: size small
option size medium @end: size medium
option temperature cold: iced | ice cold | chilled | on ice | over ice | iced ones | iced one |
    cold ones | cold one | frozen cold | cold version | served cold | icy | the iced ones
option temperature cold @drink,end: cold
option temperature warm: room temperature | lukewarm | warm ones | warm one | no cold | not cold |
    room temp | at room temperature
option temperature warm @drink,end: warm
option temperature hot: hot ones | hot one | piping hot | steaming | served hot | heated |
    hot version | the hot ones
option temperature hot @drink,end: hot
extra: extra | with extra | add extra | additional | with more | with additional | more |
    lots of | plenty of | with lots of | with added | plus extra | and extra | double |
    with double | topped with | an extra helping of | extra helping of
with: with | with some  | with a bit of | with a little
avoid: no | without | hold the | skip the | leave out the | leave out | exclude | allergic to |
    i'm allergic to | don't put | don't add | do not add | nothing with | leave off the |
    leave off | i don't eat | i can't eat | avoid | do not put | none of the | minus | free of |
    can't have | i do not eat | don't include | hold | please no | omit | omit the | without the |
    without any | we don't eat | absolutely no | definitely no | don't want any | i hate |
    not any | skip | i don't like | we don't like | she doesn't like | he doesn't like | can't stand |
    can't eat | cannot eat | anything but
deliver: to | deliver to | deliver it to | deliver them to | send to | send it to | send them to |
    delivered to | ship to | ship it to | bring to | bring it to | bring them to | sent to |
    have it sent to | have it delivered to | have them delivered to | get it delivered to |
    delivering to | delivery to | address is | the address is | change the address to |
    change address to | deliver instead to | deliver everything to | drop it off at |
    drop off at | deliver this to | drop it at | i'm at | i am at | bring everything to |
    send everything to | over to | address to | set the address to | update the address to |
    my address is | switch the address to | switch address to | delivery address is |
    delivery address to | delivery address | change the delivery address to | change delivery to |
    deliver the order to | send the order to | for delivery to | delivered at | deliver at |
    brought to | send this to | and deliver to | shipped to | switch delivery to |
    please deliver to | have this delivered to | deliver that to | i'm in | take it to |
    take them to | delivered right to | redirect to | redirect it to | go to | all to |
    make it to | change it to be delivered to | address | deliver for
deliver label: at | for | in | delivered | deliver | sent | shipped | send it | deliver it |
    deliver them | bring it | sent over | send them | have it sent | have it delivered |
    deliver everything | send everything | come
label home @end: home | my house | our house | my place | my home | our place | our home |
    my apartment | my flat | the house | my residence | home address | my home address |
    the home address | the apartment | the flat
label office @end: office | my office | the office | work | my work | workplace | my workplace |
    our office | my desk | our workplace | the workplace | company | the company | my company |
    office address | my office address | the office address | work address | my work address |
    our company | where i work
shop_before: from | at | via | out of | over at | by
budget_before: under | below | less than | at most | max | maximum | no more than | within |
    nothing over | not over | up to | budget | budget is | budget of | with a budget of |
    my budget is | on a budget of | budget to | raise the budget to | increase the budget to |
    lower the budget to | change the budget to | set the budget to | make the budget |
    not more than | nothing above | not above | not exceeding | not to exceed | keep it under |
    keep it below | keep it within | spend at most | spend no more than | don't exceed |
    cheaper than | limit | the limit is | capped at | cap | cap it at | max of | a maximum of |
    at the most | don't spend more than | don't go over | no higher than | budget around |
    max budget | maximum of | nothing more than | nothing more expensive than | total under |
    total below | i only have | i've only got | only have | i can spend | i have |
    drop the budget to | bump the budget to | the budget is | budget's | cut the budget to |
    not spend more than | must not exceed | not go over | stay under | stay below | stay within |
    keep the total under | keep the price under | price under | can't exceed | shouldn't exceed |
    should not exceed | limit of | over | no pricier than | for less than | for under |
    for at most | with a limit of | spending limit | total no more than | spending under |
    more than | a budget of | limit it to | limit to | budget at | not pay more than | capped to |
    don't want to spend more than | do not exceed
budget_after: or less | or under | max | maximum | at most | tops | or cheaper | limit | budget |
    or below | at the most | total max | and under | or lower | in total max | cap | top |
    is my budget | is my limit | is the limit | is all i have | is the most
no_limit: no budget | any budget | forget the budget | remove the budget | drop the budget |
    no budget limit | no limit | money is no object | no price limit | cancel the budget |
    without a budget | ignore the budget | budget doesn't matter | price doesn't matter
each: each | per cup | apiece | per item | per person | per head | a piece | per piece | a cup |
    per bowl | per portion | per drink | per box | each one | a head | per meal | per serving |
    per coffee | a pop
total: in total | total | altogether | all together | overall | all in | for everything |
    for all of it | for the lot | all up | in all
preference cheapest: the cheap ones | cheapest | the cheapest | cheaper | cheap | the cheap one |
    the cheaper one | lowest price | most affordable | affordable | inexpensive |
    least expensive | the cheapest one | best price | better price | less expensive |
    the less expensive one | the lowest price | something cheap | something cheaper | best value |
    best deal | the best deal | not too expensive | nothing expensive | low cost |
    budget friendly | lower price | the lowest priced | a cheaper one | the least expensive |
    the least expensive one | cheap one | cheaper one | cheapest one | not expensive |
    on the cheap | as cheap as possible | cheapest possible | cheapest option
preference fastest: the quick one | quick one | fast one | fastest | the fastest | quickest |
    the quickest | soonest | quick | faster | the fast one | the faster one | the fastest one |
    the quickest one | earliest | as fast as possible | as quickly as possible | quickly | fast |
    in a hurry | i'm in a hurry | quicker | the quicker one | whichever is fastest | the soonest |
    shortest wait | a faster one | whichever arrives first | arrives first | fastest delivery |
    the earliest | shortest delivery time | least waiting | fastest one | fastest option |
    fast delivery | the one that arrives first | gets here first | quickest one | in a rush |
    i'm in a rush | quickest delivery | speediest
preference best_rated: best rated | highest rated | top rated | best reviewed | best rating |
    highest rating | the best rated | best | the best | the best one | well rated | better rated |
    the highest rated | good reviews | best reviews | the top rated | highly rated | good rating |
    higher rated | the best reviewed | the better rated one | the highest rated one |
    the best rated one | better reviews | with good reviews | with the best reviews |
    with the best rating | best quality | top reviewed | with good ratings | most popular |
    good ratings | highest score
preference nearest: nearest | closest | the nearest | the closest | nearby | close by |
    the closest one | the nearest one | closer | nearer | near me | near here | around here |
    the closer one | somewhere close | close to me | the nearby one | from nearby |
    a nearby place | somewhere near | somewhere nearby | a closer one | nearest one |
    closest one | shortest distance
note_mark: tell them to | let them know that | note | note that | add a note | with a note |
    tell them | tell the shop | tell the restaurant | tell the driver | tell the courier |
    ask them to | ask the driver to | ask the courier to | ask the restaurant to | leave a note |
    add note | please note | tell the rider | instructions | special instructions |
    ask the shop to | let them know | ask the rider to | with the note | change the note to |
    the note should say | put a note | tell the store | let the driver know |
    let the courier know | ask the kitchen to | tell the kitchen | message for the driver |
    delivery instructions | delivery note | comment
note_text: leave it at the door | leave at the door | leave it at the front desk |
    leave at the front desk | no cutlery | no utensils | don't ring the bell |
    do not ring the bell | don't knock | call me when you arrive | call when you arrive |
    leave it with reception | leave it at reception | no chopsticks | pack separately |
    extra napkins | leave it outside | separate bags | no plastic cutlery | no straw | no straws |
    call on arrival | contactless delivery | leave by the door | leave it by the door |
    leave it with the guard | packed separately | leave it in the lobby | leave it on the porch |
    leave it with security | ring the bell | knock softly | text me on arrival |
    text me when you arrive | contact free delivery | leave it on the doorstep |
    sauce on the side | dressing on the side | pack them separately | don't need cutlery
)";

}  // namespace errand::brain::embedded
