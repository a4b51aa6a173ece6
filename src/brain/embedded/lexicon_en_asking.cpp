// The English phrases of asking, editing, agreeing and other skills. Form: lexicon.hpp.
#include "brain/embedded/lexicon.hpp"

namespace errand::brain::embedded {

const std::string_view kEnglishAsking = R"(
order: find me | order | get me | get us | order me | order us | order some | bring me | buy me |
    grab me | place an order for | buy | i want to order | i'd like to order |
    i would like to order | can you order | could you order | please order | help me order |
    get some | fetch me | grab | pick me up | send me | order for me | can you get me |
    could you get me | can i order | let's order | buy some | i need to order | we want to order |
    we'd like to order | pick up | grab some | grab us | deliver me | get | bring us |
    make an order | place an order | make an order for | need to order | want to order |
    i wanna order | put in an order for | put in an order | ordering | deliver us | i'm ordering |
    hook me up with | i'll order | arrange | arrange for | organise | organize |
    i feel like ordering | order in | send us | fetch | fetch us | buy us | get for me |
    treat me to | i'd love to order | feed me
order carry: deliver | send | bring
want: i'd go for | i'll go for | i would go for | i want | i'd like | i would like | i'll have | i need | can i have | can i get |
    could i have | could i get | may i have | i'll take | we want | we'd like | we would like |
    we need | let me have | let me get | give me | i'd love | give us | gimme | want | need |
    i'm going for | we'll have | we'll take | i will have | i will take | can we get |
    can we have | could we have | could we get | let's have | let's get | do you have |
    i wanna have | i wanna | i want to have | i'd like to have | i'd like to get | i want to get |
    i am looking for | i'm looking for | looking for | how about | what about | let's do |
    i could use | i could do with | would like | i'll get | i fancy | i was hoping for |
    i would love | would love | may i get | shall we get | have | i'd take | there should be |
    id like | i'd prefer | i would prefer | ill have | ill take | could use | we could use |
    i'd want
eat: hungry | i'm hungry | i am hungry | starving | i'm starving | thirsty | i'm thirsty |
    i am thirsty | something to eat | something to drink | craving | i'm craving | i feel like |
    i'm in the mood for | in the mood for | food | a meal | lunch | dinner | breakfast |
    i want to eat | i'd like to eat | i want to drink | i'd like to drink | for lunch |
    for dinner | for breakfast | snack | a snack | a drink | some food | i could eat | takeout |
    take out | takeaway | something | to eat | to drink | eat | drink | feed | brunch | supper |
    late night snack | for supper | i could murder | dying for | i'm dying for | we're hungry |
    we are hungry | peckish | i'm peckish | some lunch | some dinner | we're starving | fancy |
    famished | feel like having | feel like eating | feel like | a bite | a bite to eat |
    something nice | munchies | anything to eat | some drinks | a bite to drink
add: add | also add | add on | also get | also order | throw in | include | plus | i also want |
    i'd also like | also | toss in | and also | i also need | put in | and add | get another |
    also bring | also get me | tack on | also include | could you add | can you add | please add |
    chuck in | i'd like to add | also i want | and also get | as well as | let's add |
    i want to add | can i add | could i add | along with | i'll also have | can i also get |
    could i also get | can i also have | could i also have | i'd also love | we also need |
    we also want | and get | i'll also take | stick in | add in | also send | bump up by
delta 1: another | one more | an additional | 1 more
remove: forget about the | forget about | never mind the
remove apart: take the | take my | take
remove: remove | drop | take off | take out the | delete | get rid of | scrap | take away | cut |
    lose | remove the | cancel the item | don't want the | i don't want the | forget the | ditch |
    ditch the | skip | leave out of it | no longer want | i no longer want | don't need the |
    i don't need the | i don't want | don't want | no need for | kick out | strike | strike the |
    axe | scratch | scratch the | get rid of the | drop the | lose the | delete the | subtract |
    deduct | take off the
replace instead: instead of | rather than | in place of
replace: change to | switch to | replace with | swap for | change it to | make it | switch it to |
    make that | change that to | change them to | make them | swap it for | turn it into |
    replace it with | change | swap | replace | switch | make the | make | changed to |
    switch them to | substitute | swap the | change the | replace the | switch the |
    instead make it | let's make it | let's make that | can you make it | could you make it |
    can you change it to | set it to | bump it to | update to | update it to | can you make that |
    swap out the | exchange | swap out | bump | bump the | raise | upgrade to | upgrade it to |
    upgrade | change my | swap my | switch my | replace my | make my | change this to |
    change those to | i'd rather have | rather have | i'd rather | rather | go for |
    actually make it | bump it up to | update | increase it to | reduce it to | cut it to |
    set the | i changed my mind to
more: more | extra | additional
less: less | fewer
other_shop: other places | other shops | other restaurants | other stores | different places |
    different shops | another shop | other shop | different shop | another restaurant |
    a different restaurant | different restaurant | another place | a different place |
    different place | somewhere else | another store | other store | a different store |
    different store | the other shop | the other restaurant | the other place | the other store |
    change the shop | change shop | switch shops | change restaurants | switch restaurant |
    other restaurant | some other place | switch restaurants | change restaurant |
    a different shop | not this shop | not this place | switch shop | elsewhere |
    change the restaurant | change the store | a different vendor | another vendor |
    different vendor | try another one | not that place | not that shop | another seller |
    not this restaurant | other place | change places | switch stores | change stores |
    change store | switch places | anywhere else
more_offers: more options | more choices | other options | show me more | what else |
    anything else | other choices | show more | any others | any other options | something else |
    more offers | show me others | none of these | none of them | something different |
    anything different | others | other ideas | different options | what other options |
    got anything else | see more | some others | any alternatives | alternatives | next page |
    more please | any more options | none of those | don't like any of these |
    i don't like these | other offers | more suggestions | see others
this_one middle: the one in the middle | the middle one | middle one | the middle
this_one: this one | that one | the one | i'll take that | i'll take this | i'll take that one |
    i'll go with | go with | choose | pick | i choose | i pick | select | i'll pick | take |
    let's go with | i'll choose | give me the one | let's take | i select | the one from |
    we'll go with | we'll take the one | i'd go with | let's pick | i'd pick | gimme the one |
    i'll take the one
errand_word: order | the order | that order | this order | my order | that one order | orders
new_errand: separately | another order | a separate order | separate order | new order |
    a new order | second order | a second order | in a separate order | as a separate order |
    place another order | start a new order | also place another order | one more order |
    another separate order | start another order | make another order | place a new order |
    as another order | on a separate order
approve @alone: yes | yeah | yep | yup | sure | ok | okay | go ahead | do it | pay | confirm |
    confirmed | approve | approved | sounds good | looks good | fine | alright | pay it |
    pay now | that's fine | please do | place it | place the order | go for it | yes please |
    yes pay | ok go ahead | perfect | right | correct | agreed | of course | absolutely |
    i approve | k | it's fine | looks great | all good | go | that works | works for me |
    proceed | let's do it | good | great | that's right | yes go ahead | sure thing | i agree |
    accept | allow | allow it | grant | grant it | i confirm | place order | buy it | order it |
    yea | definitely | checkout | check out | pay for it | sure go ahead | good to go | ship it |
    that's good | please proceed | by all means | fine by me | make it so | you may | i accept |
    that'll do | will do | you bet | certainly | go on | submit | submit it |
    i'm happy with that | it's good | very well | please pay | charge me | charge it | let's go |
    exactly | uh huh | aye | affirmative | happy with that | allowed | permission granted |
    yes you can | yes you may | you can | i'm ok with that | okay with me | ok with me |
    i'm fine with that | ok do it | yes do it | it's ok | that's ok | that's correct
refuse @start: no wait | wait no | oh wait | oh no wait | wait wait | no no | no sorry | sorry no |
    hang on | my mistake | my bad | i meant | i mean | sorry i meant | sorry i mean | correction |
    scratch that i mean | actually no | on second thought | on second thoughts
refuse keep @alone: keep it | don't cancel | do not cancel | don't cancel it | keep the order | keep my order | leave it
refuse @alone: don't pay yet | don't order yet | don't pay for it | don't pay it | do not order |
    don't order anything | not just yet | no | nope | nah | don't | no thanks | no thank you |
    never mind | nevermind | not now | no don't | do not | stop | don't pay | refuse | decline |
    reject | not yet | forget it | i changed my mind | changed my mind | too expensive | deny |
    no way | wait | hold on | don't do it | that's wrong | wrong | not really | i don't want it |
    i refuse | don't buy it | don't order | disagree | negative | absolutely not | not ok |
    not okay | no stop | i decline | please don't | don't want it | don't place it | nay |
    don't allow | not interested | that's too expensive | i'd rather not | rather not |
    don't order it | not today | i said no | not good | no deal | that's too much | hell no |
    do not pay | don't proceed | i don't agree | i disagree | not allowed | hold off | let's not |
    no need | not anymore | i'll pass | pass | no i don't | don't charge me
cancel all: cancel both | cancel all | cancel everything | cancel them all | cancel all of them |
    cancel both orders | cancel all orders | cancel all my orders | stop everything |
    cancel both of them
cancel: cancel | cancel it | cancel my order | cancel the order | abort | call it off | refund |
    refund me | i want a refund | i don't want it anymore | i do not want it anymore |
    don't want it any more | don't want it anymore | i want to cancel | cancel that |
    cancel everything | scrap it | scrap that | scrap this | scrap all that | scrap the order |
    scrap the whole thing | scrap everything | scrap my order | drop it | forget the order |
    forget my order | forget the whole thing | forget the whole order | call the whole thing off | stop the order | cancel this order | withdraw |
    cancel this | i'd like to cancel | get a refund | want a refund | want my money back |
    money back | cancel them | cancel all | scrap that order | call off | void | kill the order |
    stop everything | don't need it anymore | i don't need it anymore | get my money back
track: has the driver | has it been picked up | picked it up | has the courier | where is my order | where's my order | where is it | where's it | how long | eta | track |
    track my order | when will it arrive | when does it arrive | is it here yet |
    how much longer | where is my food | where's my food | where is the courier |
    where's the courier | where is the driver | where's the driver | when will it get here |
    how far | pickup code | pick up code | delivery status | what's taking so long |
    is it on the way | has it shipped | when is it coming | how soon | when will they arrive |
    when will it come | when will it be here | status of my order | order status | where are my |
    where's my | where is my | where is the | where's the | where are the | when will my |
    when is my | how's my order | how is my order | how's the order | how is the order |
    still waiting | hurry up | when does my | track it | is my order | has my order |
    will it be long | has it left | is it ready | is my food | driver's phone | courier's phone |
    arrival time | why is it taking so long | when can i expect | how's my | is it coming |
    when's it coming | when will the | is the driver | is the courier | how many minutes |
    what's the eta | progress of my order | did it ship | have they started | where are they |
    on its way | where did my order | what happened to my order | any update on my |
    any updates on my
repeat: same thing as yesterday | the same thing as yesterday | the same as yesterday |
    the same thing as last time | same thing as last time | same thing as before |
    the same thing as before | same again | the same again | the usual | my usual |
    same as last time | same as before | repeat my last order | repeat the last order | reorder |
    order the same | same as yesterday | again please | the same thing again | same order |
    same thing | repeat my order | repeat that order | one more time | order again |
    last time's order | my last order | same as always | same as usual | what i had last time |
    repeat the order | re order | what i ordered last time | the same as last time |
    what i got last time | the same as before | repeat last order | the same order |
    the same thing | the same | do it again | order that again | like last time | as last time |
    my previous order | the previous order | what i ordered yesterday | what i had yesterday |
    repeat order | usual please | what i had before | same deal as last time | once more |
    like before | last order again | the one i had last time | repeat it | get that again |
    what i usually get | what i always get | my regular | the regular | my regular order
status: what's going on | my orders | list my orders | show my orders | what are you doing |
    open orders | open errands | current orders | what have i ordered | status |
    what is going on | what orders do i have | show me my orders | pending orders |
    active orders | what's happening | what's the status | what is the status | how many orders |
    my errands | what did i order | all my orders | list orders | show orders | what's pending |
    any open orders | what's open | what are my orders | orders in progress | what's in progress |
    list errands | ongoing orders
help @alone: help | help me
help: what can you do | how does this work | what do you do | how do i use this | who are you |
    what can i ask | what are you able to do | what can i say | how can you help | commands |
    your abilities | what are your skills | what else can you do | what are you |
    your capabilities | how do you work | what can you help with | what can you help me with |
    instructions please | what do you know | what services do you offer |
    tell me what you can do | how can you help me | how do i use you
grants: what can you access | what permissions | list permissions | my permissions |
    which services can you use | what services can you use | list grants | show grants |
    show permissions | what have i allowed | what do you have access to | my grants |
    permissions | grants | access list | what access do you have | which permissions |
    what services do you have access to | which services do you have access to |
    what am i sharing | what did i allow | what have i authorized | what have i granted |
    what are you allowed to | what have you got access to |
    which services are you allowed to use | what are you authorized | which grants
revoke: revoke | withdraw access | remove access | revoke access | revoke permission |
    withdraw permission | take back | remove permission | stop using | disconnect | unlink |
    no longer allow | disallow | revoke the permission for | revoke access to |
    withdraw the permission | remove your access | remove permission for | take away access |
    deauthorize | cancel access | cancel permission | take away your access | stop access |
    block access | unauthorize | cut off access | you may no longer use | don't use |
    withdraw your access | end access
allowance: don't ask me | without asking | without asking me | auto approve |
    automatically approve | allowance | pay automatically | auto pay | autopay | no need to ask |
    you don't need to ask | you don't have to ask | stop asking me | no approval needed |
    approve automatically | no confirmation needed | no need to confirm | automatic payment |
    automatic payments | without my approval | without confirmation | without my confirmation |
    just pay | don't bother asking | no need for approval | small payments | preapprove |
    pre approve | automatically pay | spend freely
allergy: allergy | allergies
permission: permission | access
any @alone: anything | whatever | any | doesn't matter | don't care | i don't mind | you choose |
    you decide | up to you | surprise me | no preference | whichever | anything is fine |
    default | normal | regular | either | don't mind | any of them | i don't care |
    anything works | as usual | as it comes | it doesn't matter | your choice | dealer's choice |
    standard | any will do | your pick | you pick | either one | any one | either is fine |
    anything goes | not fussy | any is fine | no special requests | nothing special |
    just the default | whatever you think | the default | all the same to me | no options |
    makes no difference | whatever's good | not picky | any shop | any place | anywhere |
    anything you like | just normal | regular is fine | the usual way | plain | i'm easy |
    recommend something | you recommend | your recommendation | whatever you recommend
greeting @alone: hello | hi | hey | good morning | good evening | good afternoon | hiya | yo |
    howdy | greetings | hey there | hi there | hello there | how are you | what's up | sup |
    morning | how's it going | how do you do | evening
thanks: thanks | thank you | thx | cheers | thanks a lot | thank you very much |
    much appreciated | thanks so much | thank you so much | ty | many thanks | appreciate it |
    thanks a bunch | thanks a million | much obliged | i appreciate it
farewell @alone: bye | goodbye | see you | good night | later | that's all | that is all |
    see ya | talk to you later | nothing else | that'll be all | goodnight | bye bye | take care |
    i'm done | catch you later | that will be all | see you later | that's it
chat @start: you're great | lol | haha | nice one | good job | well done | i love you |
    tell me a joke | how old are you | wow | you rock | amazing | that's funny | i'm bored |
    are you human | are you a robot | are you real | awesome | you're the best | i'm sad |
    hahaha | do you like | you're funny | good bot | bad bot | are you an ai | are you there |
    nice weather | what's your name | how was your day | sing me a song | i'm happy |
    i had a bad day | i had a good day
question: what | why | how | who | when | where | which | what's | who's | does | did |
    is it true | explain | how many | how much | how's | whose | tell me about
conj: and | plus | as well as | and then | then | & | + | along with | together with | and also |
    but
rest: the rest | the other | the other one | the others | the rest of them | the other half |
    rest | the remaining | remaining | the other ones | everyone else | others | remainder |
    the remainder | the rest should be | the remaining ones | the rest of those | the ones left
part: of them | of those | of which | of these | out of those | out of them | among them |
    among those
every: in all of them | in both | in both of them | in each | in each of them | in all three |
    both | all | all of them | both of them | everything | every one | each of them |
    all of those | every | both of those | all of it | the two of them | all three | all four |
    the whole lot | all the drinks | all items | both drinks | both items | them all | everyone
service food: food | food delivery | delivery | takeaway service | the food service |
    food service | restaurants | the restaurant service
service map: map | maps | location | my location | map service | places
service pay: pay | payment | payments | wallet | paying | my wallet | payment service
skill ride: taxi | cab | ride | uber | airport | car to | pick me up from | drive me | a lift |
    hail | call a car | pick me up at | to the airport | a car | chauffeur | lyft |
    train station | carpool | rideshare | take me to | a ride
skill trip: flight | flights | hotel | train ticket | train tickets | plane ticket | trip |
    travel | vacation | itinerary | book a room | hotels | plane | holiday | airbnb | train to |
    fly to | train | hostel | a room for | weekend getaway | booking a flight | plane tickets |
    round trip | air ticket | road trip | cruise
skill film: movie | movies | cinema | film | movie tickets | showtime | showtimes | movie ticket |
    concert | theater tickets | tickets for the show | imax | screening | film tickets |
    concert tickets | theatre
skill shop: tent | jacket | shoes | phone case | laptop | headphones | clothes | shopping |
    camping gear | gear | charger | backpack | sneakers | hiking | sleeping bag | t shirt |
    jeans | dress | keyboard | mouse | monitor | umbrella | suitcase | toothpaste | shampoo |
    furniture | lamp | shirt | coat | boots | phone | camera | television | tv | smartwatch |
    toys | bicycle | notebook | sofa | desk lamp | gift | gifts | book about | amazon | earbuds |
    socks | hat | towels | running shoes | mattress | printer
skill call: call the restaurant | reserve a table | book a table | phone the | make a call |
    reservation | table for | private room | call them | phone call | reserve | ring up |
    make a reservation | book an appointment | appointment | give them a call | call up |
    phone them | call the | phone up | booking a table
skill ledger: invoice | invoices | reimbursement | expense report | expenses | receipts | ledger |
    expense | bookkeeping | vat receipts | spreadsheet of receipts | tax receipts
skill guide: passport | visa | id card | driver's license | social security | residence permit |
    apply for | renew my | driving licence | marriage certificate | business license |
    household registration | tax return | driver license | birth certificate | work permit |
    green card | how do i register | immigration | government form | pension
skill report: report | research report | market analysis | write a report | essay |
    write an article | summary of the industry | analysis of | presentation | business plan |
    write a | write me a | draft a | draft an | compose | whitepaper | cover letter | proposal |
    draft me | write an
skill study: homework | solve | equation | math problem | exercise | my mistakes |
    physics problem | this problem | math | algebra | geometry | calculus | quiz me |
    explain photosynthesis | chemistry | vocabulary | solve for x | essay question | integral |
    derivative | study for
skill search: search | look up | google | weather | news | stock price | who is | who was |
    capital of | what is the meaning | exchange rate | find out | define | population | who won |
    how tall | how old is | translate | president of | forecast | will it rain | rain tomorrow |
    when was | what does | search for | wikipedia | the score | who invented |
    what time is it in | convert
filler: need it here | should arrive | run for the office | coffee run | tea run | lunch run |
    snack run | food run | drinks run | coffee round | tea round | round of drinks |
    lunch order | coffee order | drinks order | is fine | 's fine | is ok | is okay |
    would be fine | works too | is good | is great
filler @end: fine
filler: if not | if not then | if it's sold out | if they're out | if it is sold out | sold out |
    in that case | must | must arrive | has to arrive | needs to arrive | need to arrive |
    has to be here | needs to be here | must be here | have to be here | this time | this time around | off | away | enough | keep | someone | somebody | anyone | anybody | boss | my boss | sick | i'm sick | party | meeting | the party | after all | at all | come | arrive | delivered | sent | shipped | everything else |
    about | around | approximately | roughly | anymore | any more | i don't know | don't know |
    not sure | i'm not sure | no idea | anything | find | find me | you can find | you have |
    you've got | not | many | much | this | please | pls | plz | i | me | my | you | your | us |
    our | we | could you | can you | would you | would you please | will you | can | could |
    would | the | some | for me | just | maybe | hey | hi | hello | so | um | uh | well |
    actually | really | kindly | it | them | that | these | those | is | are | be | should | of |
    if possible | if you can | now | today | with that | too | as well | instead | then | also |
    on | let's | let | there | there's | on it | in it | to go | thanks | thank you | i think |
    i guess | only | in | it's | its | put | do | go | will | have it | have them | like | him |
    her | for | a bit | a little | bit | kind of | quite | very | ones | one's | oh | ah | ok |
    okay | right | i'd | i'll | i'm | am | was | were | for us | for the team | for everyone |
    for my team | for our team | for my colleagues | for the meeting | for the office party |
    try | again | order | was wondering if | possible | possibly | i was wondering if you could |
    maybe you could | do me a favor | do me a favour | favor | quickly please | here |
    a favor and | want you to | need you to | to get | to have | to order | to be | want to |
    like to | need to | going to | have to | type | kind | sort | kinds | delivery | shop |
    store | restaurant | place | offer | the shop | deal | price | and please | sir | buddy |
    mate | man | dude | guys | girls | quantity | number | address | budget | spice level |
    ice level | sugar level | level | sweetness | temperature | size | preferably | ideally |
    but | though | yes | sure | hmm | yeah | sorry | oops | uh oh | wait | because | since |
    everybody | somehow | perhaps | up | out | over | down | sooner | asking | nice | good |
    tasty | delicious | yummy | great | decent | fresh | lovely | proper
people: people | persons | of us | guests | colleagues | coworkers | friends | kids
guard: crispy chicken | crispy fries | crispy pork | crispy duck | crispy beef | crispy tofu | crispy rice | crispy noodles | crispy prawn | toasted sandwich | toasted bagel | iced teas | hot dog | hot dogs | hot pot | hotpot | hot chocolate | hot and sour |
    hot sour | hot wings | hot sauce | hot & sour | iced tea | ice cream | iced lemon tea |
    cold brew | cold noodles | cold noodle | spicy | mac and cheese | fish and chips |
    sweet and sour | salt and pepper | surf and turf | ham and cheese | tomato and egg |
    bacon and egg | rice and beans | beef and broccoli | cookies and cream | cookies & cream |
    egg and bacon | peanut butter and jelly | macaroni and cheese | scallion and ginger |
    lemon and honey | honey and lemon | tomatoes and eggs | sour and spicy | sweet and spicy |
    hot and spicy | bread and butter | bangers and mash | chicken and waffles |
    biscuits and gravy | pork and chive | beef and onion | spinach and cheese | ham and egg |
    egg and cheese | cream and onion | chicken and mushroom | pork and cabbage | shrimp and egg |
    shrimp and pork | sausage and egg | bacon and cheese | black and white | half chicken |
    half and half | seven up | 7 up | 7up | double cheeseburger | double burger |
    double espresso | single espresso | five spice | eight treasure | eight treasure congee |
    three cup chicken | three treasure | two way duck | thousand island | baby back ribs |
    big mac | mini burger | general tso's chicken | general tso chicken | for here | best friend |
    in n out | sweet potato | sweet corn | sweet soup | sweet buns | sweet roll | sweet tea |
    fresh orange juice | fresh fruit | fresh juice | good earth | small plates | cold cuts |
    fast food | take away box | mild curry | warm salad | house salad | house special |
    home style | home fries | no name burger | french fries | egg roll  | beef over rice | over rice | pork over rice | chicken over rice | up beat |
    drinkable | under armour | apple pie | american | side salad | lunch box | lunch boxes |
    breakfast burrito | breakfast sandwich | lunch set | dinner set | set meal | set menu |
    lunch special | breakfast wrap | food court | drip coffee
drink: coffee | coffees | latte | lattes | americano | americanos | tea | teas | milk tea |
    milk teas | cappuccino | cappuccinos | mocha | mochas | cocoa | milk | matcha | espresso |
    soy milk | chocolate milk | lemonade | lemon tea | flat white | flat whites | water | chai |
    macchiato | drink | drinks | juice | macchiatos | boba | bubble tea | bubble teas | soy |
    green tea | black tea | oolong | jasmine | lemon water | caramel | vanilla | oat | almond |
    cortado | beverage | beverages | cuppa | decaf
food: rice | noodles | noodle | burger | burgers | pizza | pizzas | soup | salad | sandwich |
    sandwiches | fries | chicken | beef | pork | fish | shrimp | dumplings | dumpling | cake |
    bread | sushi | hotpot | bbq | wrap | pasta | steak | congee | bun | buns | pancake |
    ice cream | donut | donuts | cookie | cookies | croissant | croissants | coke | cola |
    sprite | beer | wine | fruit | dessert | ramen | curry | taco | tacos | burrito | burritos |
    wings | egg | eggs | tofu | meal | meals | toast | bagel | bagels | muffin | muffins | kebab |
    skewers | pie | ribs | duck | lamb | porridge | spaghetti | sausage | roll | rolls | tart |
    tarts | pudding | smoothie | smoothies | soda | pretzel | waffle | waffles | dim sum |
    wonton | wontons | baozi | udon | soba | pho | laksa | satay | biryani | naan | naans |
    samosa | samosas | momo | momos | masala | paneer | tikka | korma | dosa | thali | kebabs |
    falafel | hummus | shawarma | gyro | gyros | quesadilla | quesadillas | nachos |
    enchiladas | lasagna | lasagne | risotto | gnocchi | ravioli | carbonara | margherita |
    margheritas | pepperoni | calzone | panini | paninis | scone | scones | doughnut |
    doughnuts | brownie | brownies | cakes | pies | tiramisu | cheesecake | pancakes |
    omelette | omelet | nuggets | schnitzel | goulash | paella | ceviche | nigiri | sashimi |
    maki | tempura | katsu | donburi | teriyaki | bibimbap | kimchi | bulgogi | tteokbokki |
    chowder | bisque | broth | stew | salads | coleslaw | milkshake | milkshakes | espressos |
    lassi | kombucha | cod | haddock | salmon | tuna | prawn | prawns | lobster | oysters |
    mussels | squid | calamari | bap | baps | butty | buttie | bao | rotis | roti | pierogi |
    borscht | jambalaya | gumbo | pretzels | meatballs | risottos | soups | sausages | bacon |
    baguette
)";

}  // namespace errand::brain::embedded
