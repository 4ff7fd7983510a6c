/**
 * Words of everyday English, in the spelling of `spelling.ts`. A word outside this list is probably a name, a
 * place or a company ("proper"), and a word inside it is never taken for a misspelling of another.
 */
const words = `
a able about above absolutely accept access account across actual actually add address adjust after afternoon again
age ago agree ahead air airport alarm alive all allow allowed almost alone along already also although always am
ambulance amount an and angry another answer any anyone anything anyway anywhere apartment apologize app appointment
appreciate are area arm arrange arrive as ask asleep at attack attention available away awake awful awesome aware
baby back bad bag balance bank bar base basic bath bathroom be bear because bed bedroom been before began behind being
believe below beside best bet better between big bill billing birth birthday bit bleed bleeding blood blue board body
book booking both bottom bought box boy break breath breathe breathing brilliant bring broke broken brother brought
brown building burn burning burst bus business busy but button buy by bye call called caller calling calls calm came
can cancel car card care carry case cash cat cause cell center central cent certain certainly change changed charge
charged charges cheap check checking chest child children choice choke choking choose city claim clear clearly click
clinic close closed closet clothes code cold color come comes comfortable coming company completely computer concern
condition confirm confirmation connect contact continue contract control conversation cool copy corner correct cost
cough could couldnt count country couple course cover cross crying cup current customer customers cut dad daily damage
dance danger dangerous dark date daughter day days dead deal dear decide definitely delay delivered delivery department
depend deposit desk detail details did die died different difficult direct direction directly discount dizzy do doctor
does dog doing dollar dollars done door double doubt down driver driveway drive driving drop drug due during each ear
early easier easy eat eight either eighteen eighty electric eleven else e mail emergency empty end ending engine enjoy
enough enter entire error especially evening event ever every everyone everything exact exactly except excuse expect
expensive expired explain extra eye eyes face fact fair fall family fan far fast fault favor fee feel feels feet fell
felt few field fifteen fifty fight figure file fill fin final finally find fine finger finish fire firm first fit five fix fixed
flat floor flow fly follow following food foot for forget forgot form forty forward found four fourteen free fresh
friend from front full fun fund funny further game gas gate gave gave general gentleman get gets getting girl give given
gives giving glad glass go goes going gold gone good goodness got grab grandma grandmother grandson gray great green
ground group guess gun guy guys had hair half hall hand handle hands hang happen happened happening happens happy hard
has hat hate have having he head health hear heard heart heavy held hell hello help helped helpful helping her here
hers hey hi hide high highway him his history hit hold holding home hon honest honestly hope hopefully horrible
hospital hot hour hours house how however huge huh hundred hungry hurry hurt hurting husband i idea if ill imagine
immediately important in included including incorrect inconvenience information injured inside instead insurance
interested internet into invoice is issue issues it item itself jeez job join just keep keeps kept key keys kick kid
kids kill kind kitchen knew knife knock know known knows lady large last late later laugh lay lead leak learn least
leave leaving left leg legs less let letter letting level lie life lift light like likely limit line link list listen
little live living located location lock locked long longer look looked looking looks lose lost lot lots loud love
lovely low luck lucky lunch maam machine mad made mail main make makes making mama man manage manager many map mark
market match matter may maybe me mean means meant medical medicine meet member mention mess message met might mile miles
mind mine minute minutes miss missed missing mistake mister mobile mom moment mommy money month monthly months more
morning most mother mouth move moved moving much mum must my myself name named near nearest neck need needed needs
neighbor neither never new next nice night nine nineteen ninety no nobody noise none normal normally nose not note
notes nothing notice now number numbers oclock odd of off offer office officer officers oh oil okay old older on once
one ones online only open opened operator option or order ordered original other others otherwise our out outside over
own pack package page paid pain paper parcel pardon parents park part parts party pass passed password past patient
pay paying payment payments pending people per perfect perfectly person phone photo pick picked picture piece pill place
plan plastic play please pleased pleasure plus pocket point police policy porch possible possibly post pound power
prefer premium press pressure pretty previous price printed private probably problem problems process product program
promise proof protect provide pull pulled purchase push put puts quality question questions quick quickly quiet quite
radio rain ran rang rate rather reach reached read reading ready real really reason receipt receive received recently
record recorded recording red reference refund regular related relax remember remind remove renew rent repair repeat
replace replacement report request reservation reset resolve rest result return returned ride right ring road room
roommate route rude rule run running rush sad safe safety said sale same sat save saw say saying says scared schedule
scheduled school screen search seat second seconds secret section security see seeing seem seems seen self sell send
sending sense sent separate september serial serious seriously serve service services set seven seventeen seventy several
shall shape share she sheet ship shipped shipping shoes shop short shot should shoulder show showing shows shut sick
side sign silly similar simple simply since sincerely sir sister sit site sitting situation six sixteen sixty size
skin sleep slow slowly small smart smell smoke so social soft some someone something sometime sometimes somewhere son
soon sorry sort sound sounds south speak speaking special speed spell spent spoke spot staff stairs stand standard
start started starting state statement station stay steal step steps still stolen stood stop stopped store storm story
straight street strong stuck stuff stupid such suddenly suggest summer sun supervisor supply support suppose supposed
sure surely surprise suspect system table take taken takes taking talk talking team tech technical technician tell
telling ten terrible terribly terrific test text than thank thanks that the their them themselves then there these they thing
things think thinking third thirteen thirty this those though thought thousand three through throw ticket tie time times
tire tired title to today together told tomorrow tonight too took tool top total totally touch toward town track
tracking train transfer transferred transport trap trapped travel treat tree tried trip trouble truck true trust truth try trying tub
tuesday turn turned twelve twenty twice two type unbelievable under understand understandable understanding understood
unfortunately unit unless unlock until up update upset upstairs us use used using usual usually value van verify version
very video view visit voice vote wait waited waiting wake walk wall want wanted wants warm warning was wash watch water
way ways we weak weapon wear weather website wednesday week weekend weekly weeks weird welcome well went were west what
whatever wheel when where whether which while white who whole whose why wife will window winter wish with within without
woke woman women wonderful wonder wondering wont word words work worked working works world worried worries worry worse
worst worth would wow write writing written wrong yard year years yellow yes yesterday yet you young your yours yourself
zero zip
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december christmas
calling speaking recorded customer claims reservations booking sales dispatch county sheriff emergency
`;

export const commonWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));
